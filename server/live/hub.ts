import { changeTopics, followChanges, type ChangeTopic } from "../../db/change-feed.ts";
import type { Database } from "../../db/client.ts";
import { disclose } from "../access/disclosure.ts";
import type { SignedIn, Viewer } from "../access/viewer.ts";
import { summarizeBeds } from "../directory/pool-figures.ts";
import { beatFrame, eventFrame } from "./frames.ts";
import { stateAt } from "../placements/moves.ts";
import { findHoldStates, type HoldStanding } from "../placements/requests.repo.ts";
import { readCounts, type ProgramCounts } from "./live.repo.ts";
import type { Stream } from "./open-stream.ts";

/** A session's streams beyond this many end, the oldest first. */
export const streamsPerSession = 2;

/** Whose stream it is. */
export interface Holder {
  viewer: SignedIn;
  sessionId: string;
  /** Who the session belongs to now; anonymous when it has ended. */
  recheck(): Promise<Viewer>;
}

/** Sends what changed to every open stream, as far as each viewer may know it. */
export interface LiveHub {
  /** How many streams are open. */
  readonly viewers: number;
  join(stream: Stream, holder: Holder): void;
  /** Ends every stream, so that the server can close. */
  disconnectAll(): void;
  stop(): Promise<void>;
}

export interface HubOptions {
  clock: () => Date;
  heartbeatMs?: number;
  /** How often each stream's session is looked at again. */
  recheckMs?: number;
  /** After how long a read that failed is tried again. */
  retryMs?: number;
  /** Hears of reads that failed. */
  onFailure?: (error: unknown) => void;
}

interface Member extends Holder {
  stream: Stream;
}

/** Opens the hub and follows the change feed until `stop` is called. */
export const openHub = async (
  database: Database,
  {
    clock,
    heartbeatMs = 15_000,
    recheckMs = 30_000,
    retryMs = 1000,
    onFailure = () => undefined,
  }: HubOptions,
): Promise<LiveHub> => {
  const members = new Set<Member>();
  const changed: Record<ChangeTopic, Set<string>> = { program: new Set(), hold: new Set() };
  let reading = false;
  let connected = false;
  let stopped = false;
  let retry: NodeJS.Timeout | undefined;
  let events = 0;

  const sendAll = (frame: string) => {
    for (const member of members) member.stream.send(frame);
  };

  /**
   * Written out once for those who see counts and once for those who do not. Those who knew an
   * inactive program learn that it has no figures any more. It was read before `as_of`, so that an
   * answer of that moment or later has what changed.
   */
  const sendProgram = (program: ProgramCounts) => {
    const id = ++events;
    const now = clock();
    const as_of = now.toISOString();
    const frameFor = (withBeds: boolean) => {
      const beds = withBeds && program.active ? summarizeBeds(program.pools, now) : null;
      return eventFrame("program.changed", { program_id: program.id, beds, as_of }, id);
    };
    const [counted, uncounted] = [frameFor(true), frameFor(false)];
    for (const { viewer, stream } of members) {
      const { listing, beds } = disclose(viewer, program);
      if (listing) stream.send(beds === true ? counted : uncounted);
    }
  };

  /** A hold is the business of its worker and of its program's staff. */
  const sendHold = (hold: HoldStanding) => {
    const frame = eventFrame(
      "hold.changed",
      {
        ...{ hold_id: hold.id, request_id: hold.requestId, program_id: hold.programId },
        ...{ state: stateAt(hold, clock()), expires_at: hold.expiresAt.toISOString() },
      },
      ++events,
    );
    for (const { viewer, stream } of members) {
      const asked = viewer.role === "worker" && viewer.userId === hold.workerId;
      const answers = viewer.role === "provider" && viewer.programIds.has(hold.programId);
      if (asked || answers) stream.send(frame);
    }
  };

  const send: Record<ChangeTopic, (ids: string[]) => Promise<void>> = {
    program: async (ids) =>
      (await readCounts(database.read, ids, clock())).forEach((program) => sendProgram(program)),
    hold: async (ids) => (await findHoldStates(database.read, ids)).forEach(sendHold),
  };

  /** Reads what changed, however often it did, in one query at a time. */
  const readChanges = async () => {
    if (reading || stopped) return;
    reading = true;
    const due = () => changeTopics.find((topic) => changed[topic].size > 0);
    for (let topic = due(); topic && members.size > 0; topic = due()) {
      const ids = [...changed[topic]];
      changed[topic].clear();
      try {
        await send[topic](ids);
      } catch (error) {
        for (const id of ids) changed[topic].add(id);
        retry = setTimeout(() => void readChanges(), retryMs);
        onFailure(error);
        break;
      }
    }
    if (members.size === 0) changeTopics.forEach((topic) => changed[topic].clear());
    reading = false;
  };

  const recheck = async (member: Member) => {
    try {
      const viewer = await member.recheck();
      if (viewer.kind === "user" && viewer.userId === member.viewer.userId) member.viewer = viewer;
      else member.stream.close();
    } catch (error) {
      // Nothing is sent that was not read first, so that the next look is soon enough.
      onFailure(error);
    }
  };

  const makeRoom = (sessionId: string) => {
    const own = [...members].filter((member) => member.sessionId === sessionId);
    for (const { stream } of own.slice(0, Math.max(0, own.length - streamsPerSession + 1))) {
      stream.send(eventFrame("replaced", {}));
      stream.close();
    }
  };

  const feed = await followChanges(database, {
    onChange: ({ topic, id }) => {
      if (members.size === 0) return;
      changed[topic].add(id);
      void readChanges();
    },
    onConnected: () => {
      if (connected) sendAll(eventFrame("resync", { as_of: clock().toISOString() }));
      connected = true;
    },
  });
  const heartbeat = setInterval(() => sendAll(beatFrame), heartbeatMs).unref();

  const disconnectAll = () => {
    for (const { stream } of members) stream.close();
  };

  return {
    get viewers() {
      return members.size;
    },
    join: (stream, holder) => {
      if (stopped) return stream.close();
      makeRoom(holder.sessionId);
      const member = { ...holder, stream };
      const watch = setInterval(() => void recheck(member), recheckMs).unref();
      members.add(member);
      stream.onClose(() => {
        clearInterval(watch);
        members.delete(member);
      });
      stream.send(eventFrame("hello", { as_of: clock().toISOString(), beat_ms: heartbeatMs }));
    },
    disconnectAll,
    stop: async () => {
      stopped = true;
      clearInterval(heartbeat);
      clearTimeout(retry);
      disconnectAll();
      await feed.stop();
    },
  };
};
