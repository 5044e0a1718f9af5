import { Type, type Static } from "typebox";
import { Coded } from "../../contract.ts";
import { CoverageQuery } from "../coverage/contract.ts";
import { DemandQuery } from "../demand/contract.ts";
import { InventoryQuery } from "../inventory/contract.ts";

export const exportFormats = ["csv", "geojson"] as const;
export type ExportFormat = (typeof exportFormats)[number];
const format = Coded("ExportFormat", exportFormats, "How it is written");

const strict = { additionalProperties: false };
export const CoverageExport = Type.Object({ ...CoverageQuery.properties, format }, strict);
export const DemandExport = Type.Object({ ...DemandQuery.properties, format }, strict);
export const InventoryExport = Type.Object({ ...InventoryQuery.properties, format }, strict);
export type InventoryExport = Static<typeof InventoryExport>;
