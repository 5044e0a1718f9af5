import { visibilities } from "../../db/codes.ts";
import { disclose, type Disclosure } from "../access/disclosure.ts";
import type { Viewer } from "../access/viewer.ts";
import type { Bitmap } from "../bitmap.ts";
import type { ProgramIndex } from "./program-index.ts";

/** What a viewer may know of every program, from the disclosure table. */
export interface Sight {
  readonly listed: Bitmap;
  /** Bed counts are shown. */
  readonly counted: Bitmap;
  /** Known by the county only. */
  readonly coarse: Bitmap;
}

const setAs = (sight: Sight, slot: number, may: Disclosure): void => {
  sight.listed.set(slot, may.listing);
  sight.counted.set(slot, may.beds === true);
  sight.coarse.set(slot, !may.address);
};

/** By the class of visibility first, then one by one the programs that the viewer works for. */
export const sightOf = (index: ProgramIndex, viewer: Viewer): Sight => {
  const { scratch } = index;
  const sight: Sight = { listed: scratch.take(), counted: scratch.take(), coarse: scratch.take() };
  for (const visibility of visibilities) {
    const programs = index.ofVisibility(visibility);
    const may = disclose(viewer, { id: "", visibility });
    if (may.listing) sight.listed.or(programs);
    if (may.beds === true) sight.counted.or(programs);
    // A confidential site is kept as its county, so that nobody's pass need tell it apart.
    if (!may.address && visibility !== "confidential") sight.coarse.or(programs);
  }
  if (viewer.kind === "user") {
    for (const id of viewer.programIds) {
      const slot = index.slotOf(id);
      if (slot === undefined) continue;
      const visibility = index.at(slot).site?.visibility ?? "public";
      setAs(sight, slot, disclose(viewer, { id, visibility }));
    }
  }
  sight.listed.and(index.live);
  return sight;
};
