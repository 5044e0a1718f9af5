import type { Reader } from "../../db/client.ts";
import type { Config } from "../config.ts";
import { notFound } from "../errors.ts";
import type { Me } from "./contract.ts";
import type { Viewer } from "./viewer.ts";

export const readMe = async (_reader: Reader, _viewer: Viewer, _config: Config): Promise<Me> => {
  throw notFound();
};
