import type { ProgramFacts } from "../facts.ts";
import { admitsAge, admitsGender, type Guest } from "../usable-pools.ts";
import type { Column, Criterion, Verdict } from "./criterion.ts";
import { guestNumber, guests } from "./guests.ts";
import { VerdictTable } from "./verdict-table.ts";

const byProgram = (program: ProgramFacts, age: number): Verdict => {
  if (program.stayUntilAge !== null && age >= program.stayUntilAge) return "excludes";
  if (program.ageMin === null && program.ageMax === null) return "unknown";
  return (program.ageMin ?? age) <= age && age <= (program.ageMax ?? age) ? "meets" : "excludes";
};

/**
 * Beds may be for fewer ages than the program. Of those that take the gender one must take the age;
 * where none takes the gender, that is the other criterion's matter and all of them count here.
 */
const noBedFor = (program: ProgramFacts, { age, gender }: Guest): boolean => {
  let forGender = false;
  let forAge = false;
  for (const pool of program.pools) {
    const gendered = admitsGender(pool, gender);
    const aged = admitsAge(pool, age);
    if (gendered && aged) return false;
    forGender ||= gendered;
    forAge ||= aged;
  }
  return program.pools.length > 0 && (forGender || !forAge);
};

/** Whole years, both ends included; an open end takes everyone, no end at all says nothing. */
export const judgeAge = (program: ProgramFacts, guest: Guest): Verdict => {
  if (guest.age === null) return "meets";
  return noBedFor(program, guest) ? "excludes" : byProgram(program, guest.age);
};

class AgeColumn implements Column {
  readonly #verdicts = new VerdictTable(guests.length);

  put: Column["put"] = (slot, program) => {
    guests.forEach((guest, number) => this.#verdicts.put(slot, number, judgeAge(program, guest)));
  };
  remove: Column["remove"] = () => undefined;
  mark: Column["mark"] = (search, _pass, marks) => {
    this.#verdicts.mark(guestNumber(search), marks);
  };
}

export const age: Criterion = {
  name: "age",
  reads: ["age", "gender"],
  judge: (program, search) => judgeAge(program, search),
  explain: (program, search) => ({
    ...(search.age === null ? {} : { age: search.age }),
    min: program.ageMin,
    max: program.ageMax,
    until_age: program.stayUntilAge,
    by_pools:
      search.age !== null &&
      byProgram(program, search.age) !== "excludes" &&
      noBedFor(program, search),
  }),
  openColumn: () => new AgeColumn(),
};
