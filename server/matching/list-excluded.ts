import type { Static } from "typebox";
import type { Viewer } from "../access/viewer.ts";
import { notFound } from "../errors.ts";
import type { Catalogue } from "./catalogue.ts";
import type { ExcludedList, ExcludedQuery } from "./contract.ts";

export const listExcluded = (
  _catalogue: Catalogue,
  _viewer: Viewer,
  _query: Static<typeof ExcludedQuery>,
  _now: Date,
): Static<typeof ExcludedList> => {
  throw notFound();
};
