import type { PoolFacts, ProgramFacts } from "../facts.ts";
import { admitsAge, admitsGender, type Guest } from "../usable-pools.ts";
import type { Column, Criterion, Verdict } from "./criterion.ts";
import { guestNumber, guests } from "./guests.ts";
import { VerdictTable } from "./verdict-table.ts";

/** Whether a program keeps beds for exploited children alone that this child may use. */
const judgeDedicated = (program: ProgramFacts, guest: Guest): Verdict => {
  if (program.dedicated === true) return "meets";
  const isKept = (pool: PoolFacts) =>
    pool.dedicated && admitsAge(pool, guest.age) && admitsGender(pool, guest.gender);
  if (program.pools.some(isKept)) return "meets";
  return program.dedicated === false ? "excludes" : "unknown";
};

class DedicatedColumn implements Column {
  readonly #verdicts = new VerdictTable(guests.length);

  put: Column["put"] = (slot, program) => {
    guests.forEach((guest, number) =>
      this.#verdicts.put(slot, number, judgeDedicated(program, guest)),
    );
  };
  remove: Column["remove"] = () => undefined;
  mark: Column["mark"] = (search, pass, marks) => {
    if (search.dedicatedOnly) this.#verdicts.mark(guestNumber(search), marks);
    else marks.meets.copy(pass.live);
  };
}

/** Beds for exploited children alone, where only those will do. */
export const dedicated: Criterion = {
  name: "dedicated",
  reads: ["dedicatedOnly", "age", "gender"],
  judge: (program, search) => (search.dedicatedOnly ? judgeDedicated(program, search) : "meets"),
  explain: (program, search) => ({
    dedicated: judgeDedicated(program, search) === "meets" ? true : program.dedicated,
  }),
  openColumn: () => new DedicatedColumn(),
};
