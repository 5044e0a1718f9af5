import type { Listing } from "./listing.ts";
import { bayAreaBeds } from "./training/bay-area-beds.ts";
import { bayAreaServices } from "./training/bay-area-services.ts";
import { centralCalifornia } from "./training/central-california.ts";
import { losAngelesPrograms } from "./training/los-angeles.ts";
import { neighbouringStates } from "./training/neighbouring-states.ts";
import { northernCalifornia } from "./training/northern-california.ts";
import { southernCalifornia } from "./training/southern-california.ts";
import { toTrainingListing } from "./training/training-program.ts";

export { staffedByTrainingProvider } from "./training/bay-area-beds.ts";
export { trainingDocument } from "./training/training-program.ts";

const programs = [
  ...bayAreaBeds,
  ...bayAreaServices,
  ...northernCalifornia,
  ...centralCalifornia,
  ...losAngelesPrograms,
  ...southernCalifornia,
  ...neighbouringStates,
];

/**
 * Fictional programs for training and demonstrations: marked as such in name, organization,
 * summary and source, with dates counted from `now`. The same for the same `now`.
 */
export const trainingListings = (now: Date): Listing[] =>
  programs.map((program) => toTrainingListing(program, now));
