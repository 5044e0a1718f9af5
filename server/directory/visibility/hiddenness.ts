import { visibilities, type Visibility } from "../../../db/codes.ts";

/** Whether a site is hidden from more people as `to` than it is as `from` (rule 14). */
export const tightens = (from: Visibility, to: Visibility): boolean =>
  visibilities.indexOf(to) > visibilities.indexOf(from);
