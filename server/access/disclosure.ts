import type { Role, Visibility } from "../../db/codes.ts";
import type { Viewer } from "./viewer.ts";

/** Who a viewer is in relation to one program. */
export type Standing = "anonymous" | Exclude<Role, "provider"> | "provider_own" | "provider_other";

/** What a standing may know of a program, by the visibility of its site. */
export interface Disclosure {
  /** The listing exists for this viewer. */
  listing: boolean;
  phone: boolean;
  /** Street address and exact point; for a confidential site only by an act of its own. */
  address: boolean;
  /** The true address of a confidential site while an accepted hold lasts, and a day after arrival. */
  promised: boolean;
  /** The true address of a confidential site, by an act of its own that the audit keeps. */
  reveal: boolean;
  /** `county`: in figures by county only, so never on a program. */
  beds: boolean | "county";
}

const hidden: Disclosure = {
  ...{ listing: false, phone: false, address: false, promised: false, reveal: false, beds: false },
};
const all: Disclosure = { ...hidden, listing: true, phone: true, address: true, beds: true };
const unlocated: Disclosure = { ...all, address: false };
const listed: Disclosure = { ...hidden, listing: true };

/** The one table of who sees what. */
export const disclosureTable: Readonly<Record<Visibility, Readonly<Record<Standing, Disclosure>>>> =
  {
    public: {
      anonymous: { ...all, beds: false },
      worker: all,
      provider_own: all,
      provider_other: { ...all, beds: false },
      analyst: { ...all, beds: "county" },
      steward: all,
      administrator: { ...all, beds: false },
    },
    partners: {
      anonymous: hidden,
      worker: all,
      provider_own: all,
      provider_other: { ...unlocated, beds: false },
      analyst: { ...listed, beds: "county" },
      steward: all,
      administrator: { ...unlocated, beds: false },
    },
    confidential: {
      anonymous: hidden,
      worker: { ...unlocated, promised: true },
      provider_own: all,
      provider_other: hidden,
      analyst: { ...listed, beds: "county" },
      steward: { ...unlocated, reveal: true },
      administrator: listed,
    },
  };

export const standingOf = (viewer: Viewer, programId: string): Standing => {
  if (viewer.kind === "anonymous") return "anonymous";
  if (viewer.role !== "provider") return viewer.role;
  return viewer.programIds.has(programId) ? "provider_own" : "provider_other";
};

/** What `viewer` may know of the program; a program at no site counts as public. */
export const disclose = (
  viewer: Viewer,
  program: { id: string; visibility: Visibility },
): Disclosure => disclosureTable[program.visibility][standingOf(viewer, program.id)];

/** Visibilities whose listings the viewer may see whatever the program; own programs come on top. */
export const listableVisibilities = (viewer: Viewer): Visibility[] => {
  const standing =
    viewer.kind === "user" && viewer.role === "provider"
      ? "provider_other"
      : standingOf(viewer, "");
  return (["public", "partners", "confidential"] as const).filter(
    (visibility) => disclosureTable[visibility][standing].listing,
  );
};
