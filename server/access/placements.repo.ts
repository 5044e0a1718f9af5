import { eq } from "drizzle-orm";
import type { Reader } from "../../db/client.ts";
import { callAttempts, holds, requests, watches } from "../../db/schema/index.ts";
import { statement, type Given } from "../../db/statements.ts";

/** Whose request it is. */
export const findRequestAccess = async (
  reader: Reader,
  requestId: string,
): Promise<{ workerId: string } | undefined> => {
  const [row] = await reader
    .select({ workerId: requests.workerId })
    .from(requests)
    .where(eq(requests.id, requestId));
  return row;
};

/** Who logged the call. */
export const findCallAccess = async (
  reader: Reader,
  callId: string,
): Promise<{ workerId: string } | undefined> => {
  const [row] = await reader
    .select({ workerId: callAttempts.workerId })
    .from(callAttempts)
    .where(eq(callAttempts.id, callId));
  return row;
};

/** Whose watch it is. */
export const findWatchAccess = async (
  reader: Reader,
  watchId: string,
): Promise<{ userId: string } | undefined> => {
  const [row] = await reader
    .select({ userId: watches.userId })
    .from(watches)
    .where(eq(watches.id, watchId));
  return row;
};

const holdAccess = statement((reader: Reader, { holdId }: Given<"holdId">) =>
  reader
    .select({
      requestId: holds.requestId,
      programId: holds.programId,
      workerId: requests.workerId,
    })
    .from(holds)
    .innerJoin(requests, eq(requests.id, holds.requestId))
    .where(eq(holds.id, holdId)),
);

/** Whose hold it is: of which worker's request, and to which program. */
export const findHoldAccess = async (
  reader: Reader,
  holdId: string,
): Promise<{ requestId: string; programId: string; workerId: string } | undefined> => {
  const [row] = await holdAccess(reader, { holdId });
  return row;
};
