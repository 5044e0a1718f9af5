import type { Reader } from "../../db/client.ts";
import { notFound } from "../errors.ts";
import { requireSignedIn } from "./authorize.ts";
import {
  findCallAccess,
  findHoldAccess,
  findRequestAccess,
  findWatchAccess,
} from "./placements.repo.ts";
import type { SignedIn, Viewer } from "./viewer.ts";

declare const proof: unique symbol;
type Placed<Action extends string, Thing> = Thing & { readonly [proof]: Action };

const placed = <Action extends string, Thing extends object>(thing: Thing): Placed<Action, Thing> =>
  thing as Placed<Action, Thing>;

/** Who asks for beds. */
export type AskingWorker = Placed<"ask", SignedIn>;
/** A request of this viewer's own. */
export type OwnRequest = Placed<"own", { readonly id: string; readonly viewer: SignedIn }>;
/** A call that this viewer logged. */
export type OwnCall = Placed<"undo", { readonly id: string; readonly viewer: SignedIn }>;
/** A watch that this viewer began. */
export type OwnWatch = Placed<"end", { readonly id: string; readonly viewer: SignedIn }>;
/** A program whose requests this viewer answers. */
export type StaffedProgram = Placed<"answer", { readonly id: string; readonly viewer: SignedIn }>;
/** A hold that is the viewer's: as the worker who asked, or as staff of the program. */
export type OwnHold = Placed<
  "move",
  {
    readonly id: string;
    readonly requestId: string;
    readonly programId: string;
    readonly party: "worker" | "staff";
    readonly viewer: SignedIn;
  }
>;

/** The viewer, if a worker; requests are nobody else's, so that to others nothing is here. */
export const authorizeAsking = (viewer: Viewer): AskingWorker => {
  const person = requireSignedIn(viewer);
  if (person.role !== "worker") throw notFound();
  return placed(person);
};

/** The request, if this viewer asked it; otherwise nothing is here. */
export const authorizeRequest = async (
  reader: Reader,
  viewer: Viewer,
  requestId: string,
): Promise<OwnRequest> => {
  const person = authorizeAsking(viewer);
  const found = await findRequestAccess(reader, requestId);
  if (found?.workerId !== person.userId) throw notFound();
  return placed({ id: requestId, viewer: person });
};

/** The call, if this viewer logged it; otherwise nothing is here. */
export const authorizeCall = async (
  reader: Reader,
  viewer: Viewer,
  callId: string,
): Promise<OwnCall> => {
  const person = authorizeAsking(viewer);
  const found = await findCallAccess(reader, callId);
  if (found?.workerId !== person.userId) throw notFound();
  return placed({ id: callId, viewer: person });
};

/** The watch, if this viewer began it; otherwise nothing is here. */
export const authorizeWatch = async (
  reader: Reader,
  viewer: Viewer,
  watchId: string,
): Promise<OwnWatch> => {
  const person = authorizeAsking(viewer);
  const found = await findWatchAccess(reader, watchId);
  if (found?.userId !== person.userId) throw notFound();
  return placed({ id: watchId, viewer: person });
};

/** The program, if this viewer works for it; its requests are hidden from everybody else. */
export const authorizeStaff = (viewer: Viewer, programId: string): StaffedProgram => {
  const person = requireSignedIn(viewer);
  if (person.role !== "provider" || !person.programIds.has(programId)) throw notFound();
  return placed({ id: programId, viewer: person });
};

/** The hold, if it is this viewer's on either side; otherwise nothing is here. */
export const authorizeHold = async (
  reader: Reader,
  viewer: Viewer,
  holdId: string,
): Promise<OwnHold> => {
  const person = requireSignedIn(viewer);
  const found = await findHoldAccess(reader, holdId);
  if (!found) throw notFound();
  const { requestId, programId, workerId } = found;
  const isWorker = person.role === "worker" && workerId === person.userId;
  const isStaff = person.role === "provider" && person.programIds.has(programId);
  if (!isWorker && !isStaff) throw notFound();
  const party = isWorker ? "worker" : "staff";
  return placed({ id: holdId, requestId, programId, party, viewer: person });
};
