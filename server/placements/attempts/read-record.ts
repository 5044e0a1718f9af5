import type { Database, Writer } from "../../../db/client.ts";
import { recordAudit } from "../../access/audit/record-audit.ts";
import type { OwnRequest } from "../../access/authorize-placements.ts";
import type { PlacementRequest } from "../contract.ts";
import { readRequest } from "../list-requests.ts";
import {
  findCallsOfRequest,
  findTimeZones,
  findWorkerNames,
  type CallFacts,
} from "./attempts.repo.ts";
import type { Attempt, DiligenceRecord } from "./contract.ts";
import { toCallAttempt } from "./public-call.ts";

const ofHold = (
  hold: PlacementRequest["holds"][number],
  zones: ReadonlyMap<string, string | null>,
): Attempt => {
  const { name, organization, phone, training } = hold.program;
  return {
    kind: "hold",
    program: {
      ...{ name, organization, phone, training },
      time_zone: zones.get(hold.program.id) ?? null,
    },
    ...{ at: hold.asked_at, outcome: hold.state, enquiry: hold.enquiry },
    ...{ decline: hold.decline, history: hold.history },
  };
};

const ofCall = (facts: CallFacts): Attempt => {
  const { program, outcome, decline, called_at: at } = toCallAttempt(facts);
  const { name, organization, phone, training } = program;
  return {
    kind: "call",
    program: { name, organization, phone, training, time_zone: facts.timeZone },
    ...{ at, outcome, enquiry: null, decline, history: [] },
  };
};

const inOrder = (one: Attempt, other: Attempt): number =>
  Date.parse(one.at) - Date.parse(other.at) ||
  other.kind.localeCompare(one.kind) ||
  one.program.name.localeCompare(other.program.name);

/** The record as it stands at `now`, without telling the audit. */
const gatherRecord = async (
  tx: Writer,
  request: OwnRequest,
  now: Date,
): Promise<DiligenceRecord> => {
  const asked = await readRequest(tx, request, now);
  const [calls, zones, worker] = await Promise.all([
    findCallsOfRequest(tx, request.id),
    findTimeZones(
      tx,
      asked.holds.map(({ program }) => program.id),
    ),
    findWorkerNames(tx, request.viewer.userId),
  ]);
  const attempts = [...asked.holds.map((hold) => ofHold(hold, zones)), ...calls.map(ofCall)];
  const { reference, asked_at, need } = asked;
  return {
    ...{ reference, asked_at, need, worker },
    prepared_at: now.toISOString(),
    attempts: attempts.toSorted(inOrder),
  };
};

/** How a record leaves: as the page that is printed, or as a table. */
export type RecordFormat = "page" | "csv";

/**
 * The attempts of a request, for a court or a supervisor: holds and calls in the order in which they
 * began. Of the child it has the request's codes alone. That it was taken out is audited first.
 */
export const readRecord = (
  database: Database,
  request: OwnRequest,
  format: RecordFormat,
  now: Date,
): Promise<DiligenceRecord> =>
  database.transaction(async (tx) => {
    await recordAudit(tx, {
      ...{ actor: request.viewer, action: "exported" },
      ...{ subject: { type: "request", id: request.id }, details: { what: "record", format } },
    });
    return gatherRecord(tx, request, now);
  });
