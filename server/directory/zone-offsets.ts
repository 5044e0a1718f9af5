import { Temporal } from "temporal-polyfill";

/** A stretch of time in which a zone keeps one offset from UTC; milliseconds since the epoch. */
export interface OffsetStretch {
  readonly from: number;
  readonly to: number;
  readonly offset: number;
}

const day = 86_400_000;
const known = new Map<string, readonly OffsetStretch[]>();

const readStretches = (zone: string, from: number, to: number): OffsetStretch[] => {
  const stretches: OffsetStretch[] = [];
  let at = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(zone);
  for (;;) {
    const next = at.getTimeZoneTransition("next");
    const until = Math.min(next?.epochMilliseconds ?? to, to);
    const offset = at.offsetNanoseconds / 1_000_000;
    stretches.push({ from: at.epochMilliseconds, to: until, offset });
    if (next === null || until === to) return stretches;
    at = next;
  }
};

/** The zone's offsets over at least `from` to `to`; a zone that is not IANA's is a RangeError. */
export const offsetsOf = (zone: string, from: number, to: number): readonly OffsetStretch[] => {
  const kept = known.get(zone);
  const [first] = kept ?? [];
  const last = kept?.at(-1);
  if (kept && first && last && first.from <= from && last.to >= to) return kept;
  const read = readStretches(zone, from - 30 * day, to + 200 * day);
  known.set(zone, read);
  return read;
};

/** Whether `zone` is an IANA time zone that this runtime knows. */
export const isTimeZone = (zone: string): boolean => {
  try {
    offsetsOf(zone, 0, 0);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
};

/** What the clock on the wall reads at an instant, as if it were UTC; milliseconds. */
export const wallAt = (stretches: readonly OffsetStretch[], instant: number): number => {
  const stretch = stretches.find(({ to }) => instant < to) ?? stretches.at(-1);
  return instant + (stretch?.offset ?? 0);
};

/**
 * The first instant at which the clock on the wall reads `wall` or later: of an hour that comes
 * twice the first, of one that is skipped the moment of the change.
 */
export const instantOf = (stretches: readonly OffsetStretch[], wall: number): number => {
  for (const { from, to, offset } of stretches) {
    const instant = Math.max(from, wall - offset);
    if (instant < to) return instant;
  }
  return wall - (stretches.at(-1)?.offset ?? 0);
};
