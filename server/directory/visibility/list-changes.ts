import type { Reader } from "../../../db/client.ts";
import { authorizeKeeping, type Keeper } from "../../access/authorize.ts";
import type { VisibilityChangeList, VisibilityChangeQuery } from "./contract.ts";
import { toVisibilityChange } from "./public-change.ts";
import { findChanges } from "./visibility.repo.ts";

const most = 100;

/** Changes of visibility, newest first: those that wait, or those of one program's site. */
export const listChanges = async (
  reader: Reader,
  { viewer }: Keeper,
  { state, program }: VisibilityChangeQuery,
): Promise<VisibilityChangeList> => {
  const site = program === undefined ? undefined : await authorizeKeeping(reader, viewer, program);
  const wanted = { ...(site && { siteId: site.siteId }), ...(state && { state }) };
  const rows = await findChanges(reader, wanted, most);
  const items = rows.map((row) => toVisibilityChange(row, viewer));
  return { total: items.length, items, next: null };
};
