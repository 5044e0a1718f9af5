import { genderBit, type PoolFacts, type ProgramFacts } from "./facts.ts";
import type { Search } from "./search.ts";

/** Who would use a bed. */
export type Guest = Pick<Search, "age" | "gender">;

export const admitsAge = (pool: PoolFacts, age: number | null): boolean =>
  age === null || ((pool.ageMin ?? age) <= age && age <= (pool.ageMax ?? age));

export const admitsGender = (pool: PoolFacts, gender: Guest["gender"]): boolean =>
  gender === null || pool.genders === null || (pool.genders & genderBit(gender)) !== 0;

/** The program's pools whose beds this child may use; where only dedicated beds will do, those. */
export const usablePools = (
  program: ProgramFacts,
  search: Guest & Pick<Search, "dedicatedOnly">,
): readonly PoolFacts[] =>
  program.pools.filter(
    (pool) =>
      admitsAge(pool, search.age) &&
      admitsGender(pool, search.gender) &&
      (!search.dedicatedOnly || program.dedicated === true || pool.dedicated),
  );
