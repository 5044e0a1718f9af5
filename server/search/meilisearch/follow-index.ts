import type { Reader } from "../../../db/client.ts";
import { gatherReads } from "../../../db/gather-reads.ts";
import type { Pending } from "./access-filter.ts";
import { compareStates, type IndexState } from "./index-state.ts";
import { readStanding, type Standing } from "./pending.repo.ts";
import { Untrusted } from "./untrusted.ts";

/** More changed programs than these are no small delay. */
const mostPending = 500;

/** What a search must know before it asks the index. */
export interface AsOf {
  readonly state: IndexState;
  /** Programs that changed since. */
  readonly pending: readonly Pending[];
}

export interface IndexFollower {
  /** How the index stands beside the database now; throws where it must not be asked. */
  read(): Promise<AsOf>;
  /** Hears what the index said of itself beside an answer; throws where that answer cannot count. */
  hear(asOf: AsOf, state: IndexState | undefined): void;
  /** Seconds that the index was behind when it was last looked at. */
  readonly lagSeconds: () => number | null;
}

const keyOf = ({ version, number }: IndexState) => `${version} ${number}`;

/**
 * Compares an index with the database at each search: one row where they are in step. A program that
 * changed since is known by name, so that what was hidden can be left out of the question.
 */
export const followIndex = (
  reader: Reader,
  askState: () => Promise<IndexState | undefined>,
  mostLagSeconds: number,
): IndexFollower => {
  let known: IndexState | undefined;
  let lag: number | null = null;

  const standingOf = gatherReads(async (keys: readonly string[]) => {
    const read = keys.map(async (key): Promise<readonly [string, Standing]> => {
      const [version = 0, number = 0] = key.split(" ").map(Number);
      return [key, await readStanding(reader, { version, number }, mostPending + 1)];
    });
    return new Map(await Promise.all(read));
  });

  const standingAt = async (state: IndexState): Promise<Standing> => {
    const standing = (await standingOf([keyOf(state)])).get(keyOf(state));
    if (!standing) throw new Error("a standing was asked for and not read");
    return standing;
  };

  const isInStep = (state: IndexState, { pending, removedIn }: Standing) =>
    pending.length === 0 && removedIn <= state.version;

  const learn = async (): Promise<IndexState> => {
    known = await askState();
    if (!known) throw new Untrusted("empty", "the index says nothing of itself");
    return known;
  };

  return {
    read: async () => {
      let state = known ?? (await learn());
      let standing = await standingAt(state);
      if (!isInStep(state, standing)) {
        // Perhaps only this instance has not heard yet.
        state = await learn();
        standing = await standingAt(state);
      }
      lag = standing.lagSeconds;
      if (state.version > standing.version) {
        throw new Untrusted("failing", "the index is of another database");
      }
      if (standing.removedIn > state.version) {
        throw new Untrusted("lagging", "the index has programs that were removed");
      }
      if (standing.pending.length > mostPending || lag > mostLagSeconds) {
        throw new Untrusted("lagging", `the index is ${Math.round(lag)} s behind`);
      }
      return { state, pending: standing.pending };
    },
    hear: (asOf, state) => {
      if (!state) {
        known = undefined;
        throw new Untrusted("empty", "the index says nothing of itself");
      }
      if (compareStates(state, asOf.state) < 0) {
        known = undefined;
        throw new Untrusted("failing", "the index went back to an earlier state");
      }
      if (!known || compareStates(state, known) > 0) known = state;
    },
    lagSeconds: () => lag,
  };
};
