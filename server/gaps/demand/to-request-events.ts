import { waitBands, type RequestOutcome, type WaitBand } from "../../../db/codes.ts";
import { ageBandOf } from "./age-band.ts";
import type { EndedHold, EndedRequest } from "./count-requests.repo.ts";
import type { DemandEvent } from "./demand.repo.ts";
import { wholeHour } from "./to-search-event.ts";

/** The band of a wait; each holds its upper end. */
export const waitBandOf = (minutes: number): WaitBand =>
  waitBands.find((band) => minutes <= Number(band.split("_")[1])) ?? "over_120";

/** How a request ended: as the program that accepted it did, or as all that did not. */
export const outcomeOf = (holds: readonly EndedHold[]): RequestOutcome => {
  const has = (...states: EndedHold["state"][]) =>
    holds.some(({ accepted, state }) => accepted && states.includes(state));
  if (has("arrived")) return "arrived";
  if (has("no_show")) return "no_show";
  if (has("released")) return "released";
  if (holds.some(({ state }) => state === "expired")) return "unanswered";
  return holds.every(({ state }) => state === "declined") ? "declined" : "released";
};

/** A request's event and those of its declines, all of the hour in which it ended. */
export const toRequestEvents = (request: EndedRequest): DemandEvent[] => {
  const facts = {
    hour: wholeHour(request.closedAt),
    askedBy: "worker",
    ageBand: ageBandOf(request.age),
    gender: request.gender,
    county: request.county,
    languages: [...request.languages].sort(),
    circumstances: [...request.circumstances].sort(),
  } as const;
  const waits = request.holds.flatMap(({ waitedMinutes }) => waitedMinutes ?? []);
  const waited = waits.length === 0 ? null : waitBandOf(Math.min(...waits));
  return [
    { ...facts, kind: "request", outcome: outcomeOf(request.holds), waited },
    ...request.holds.flatMap(({ declineReason }): DemandEvent[] =>
      declineReason ? [{ ...facts, kind: "decline", declineReason }] : [],
    ),
  ];
};
