import type { Visibility } from "../../db/codes.ts";
import { disclosureTable, type Standing } from "./disclosure.ts";
import type { RouteAccess } from "./route-access.ts";

/** What a route about one program asks of the viewer, beside its access, and the answer without it. */
type Fact = "listing" | "beds" | "own" | "own address" | "reveal";
type Gate = readonly [needs: Fact, answer: 403 | 404];

const listing: Gate = ["listing", 404];

/** The routes about one program by operation, with their gates in the order in which they stand. */
export const programRoutes: Readonly<Record<string, readonly Gate[]>> = {
  readProgram: [listing],
  readOwnAddress: [listing, ["own address", 404]],
  changeMeetingPoint: [listing, ["own address", 404]],
  revealAddress: [listing, ["reveal", 404]],
  changeVisibility: [listing],
  narrowPolicies: [listing, ["own", 403]],
  postBedReport: [listing, ["own", 403]],
  pauseIntake: [listing, ["own", 403]],
  resumeIntake: [listing, ["own", 403]],
  readFigures: [listing, ["own", 403]],
  listBedReports: [listing, ["beds", 403]],
  logCall: [listing],
  listProgramRequests: [["own", 404]],
  listConfirmLinks: [["own", 404]],
  sendConfirmLink: [["own", 404]],
  // Of own programs their leads alone, which the training provider is.
  readDuty: [["own", 404]],
  changeDuty: [["own", 404]],
  readReminderChoices: [["own", 404]],
  changeReminderChoices: [["own", 404]],
  statePolicies: [["own", 404]],
  confirmListing: [["own", 404]],
  readOwnListing: [["own", 404]],
  stateLanguages: [["own", 404]],
  stateHours: [["own", 404]],
  stateTelephones: [["own", 404]],
  proposeChange: [["own", 404]],
};

/** The routes about one record of another kind: to whom it is not open, there is nothing. */
export const recordRoutes: Readonly<Record<string, string>> = {
  confirmLoosening: "any, but the one who proposed it (403)",
  withdrawLoosening: "any",
  approveProposal: "any",
  refuseProposal: "any",
  withdrawProposal: "of own programs, by their leads",
  endOwnSession: "own",
  renamePasskey: "own",
  removePasskey: "own",
  readRequest: "own",
  readRecord: "own",
  exportRecord: "own",
  undoCall: "own",
  endWatch: "own",
  acceptHold: "of own programs",
  declineHold: "of own programs",
  releaseHold: "own; providers: of own programs",
  extendHold: "own",
  arriveHold: "own; providers: of own programs",
  markNoShow: "of own programs",
  revokeConfirmLink: "of own programs",
  revokeApiKey: "of own programs, by their leads; administrators: any",
  changeProfile: "own",
  removeProfile: "own",
  changeOrganization: "any",
  changePerson: "any",
  invitePersonAgain: "staff of own programs; administrators: any",
  closeAccount: "staff of own programs; administrators: any",
  removeLostFactor: "any",
  reopenAccount: "staff of own programs; administrators: any",
};

export const standings: readonly Standing[] = [
  "anonymous",
  "worker",
  "provider_own",
  "provider_other",
  "analyst",
  "steward",
  "administrator",
];

/** What a viewer is answered: served, or the status of the refusal. */
export type Answer = "yes" | 401 | 403 | 404;

const has = (fact: Fact, standing: Standing, visibility: Visibility): boolean => {
  const disclosed = disclosureTable[visibility][standing];
  switch (fact) {
    case "listing":
      return disclosed.listing;
    case "beds":
      return disclosed.beds === true;
    case "own":
      return standing === "provider_own";
    // A worker's comes with an accepted hold, which no table knows.
    case "own address":
      return visibility === "confidential" && disclosed.address;
    case "reveal":
      return disclosed.reveal;
  }
};

/** Whether the role behind the standing passes the door of the route. */
export const answerAtTheDoor = (access: RouteAccess, standing: Standing): Answer => {
  if (access === "anyone") return "yes";
  if (standing === "anonymous") return 401;
  const role = standing.startsWith("provider") ? "provider" : standing;
  return access === "signed-in" || access.roles.some((admitted) => admitted === role) ? "yes" : 403;
};

/** The answer of a route about one program, by the viewer's standing there and its visibility. */
export const answerAboutProgram = (
  operation: string,
  access: RouteAccess,
  standing: Standing,
  visibility: Visibility,
): Answer => {
  const door = answerAtTheDoor(access, standing);
  if (door !== "yes") return door;
  const shut = programRoutes[operation]?.find(([fact]) => !has(fact, standing, visibility));
  return shut?.[1] ?? "yes";
};
