import { genders } from "../../../db/codes.ts";
import type { Guest } from "../usable-pools.ts";

/** Oldest age that a need may state. */
const oldest = 25;

/** Every age and gender that a search may ask for, each also as "not judged". */
export const guests: readonly Guest[] = [null, ...genders].flatMap((gender) =>
  [null, ...Array.from({ length: oldest + 1 }, (_, age) => age)].map((age) => ({ age, gender })),
);

/** Its place in `guests`. */
export const guestNumber = ({ age, gender }: Guest): number => {
  const row = gender === null ? 0 : genders.indexOf(gender) + 1;
  return row * (oldest + 2) + (age === null ? 0 : age + 1);
};
