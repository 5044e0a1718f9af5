/** "22:30", as an input of type time holds it; minutes past midnight may run into the next day. */
export const clockOf = (minute: number): string => {
  const [hours, minutes] = [Math.floor(minute / 60) % 24, minute % 60];
  return [hours, minutes].map((part) => String(part).padStart(2, "0")).join(":");
};

/** Minutes after midnight; undefined: no time was chosen. */
export const minuteOf = (clock: string): number | undefined => {
  const [, hours, minutes] = /^(\d\d):(\d\d)/.exec(clock) ?? [];
  return hours === undefined ? undefined : Number(hours) * 60 + Number(minutes);
};

/** When a shift ends that starts at `start`: at an earlier hour it ends on the following day. */
export const endAfter = (start: number, end: number): number => (end > start ? end : end + 1440);
