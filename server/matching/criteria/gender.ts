import { genders, type Gender } from "../../../db/codes.ts";
import { genderBit, policyOf, type ProgramFacts } from "../facts.ts";
import { admitsGender } from "../usable-pools.ts";
import type { Column, Criterion, Verdict } from "./criterion.ts";
import { VerdictTable } from "./verdict-table.ts";

const verdictOf = {
  accepts: "meets",
  ask: "ask",
  declines: "excludes",
  unknown: "unknown",
} as const;

const policy = (program: ProgramFacts, asked: Gender) =>
  policyOf(program.genders, genderBit(asked));

const noBedFor = (program: ProgramFacts, asked: Gender): boolean =>
  program.pools.length > 0 && !program.pools.some((pool) => admitsGender(pool, asked));

const judgeGender = (program: ProgramFacts, asked: Gender): Verdict =>
  noBedFor(program, asked) ? "excludes" : verdictOf[policy(program, asked)];

class GenderColumn implements Column {
  readonly #verdicts = new VerdictTable(genders.length);

  put: Column["put"] = (slot, program) => {
    genders.forEach((asked, number) =>
      this.#verdicts.put(slot, number, judgeGender(program, asked)),
    );
  };
  remove: Column["remove"] = () => undefined;
  mark: Column["mark"] = (search, _pass, marks) => {
    if (search.gender !== null) this.#verdicts.mark(genders.indexOf(search.gender), marks);
  };
}

/** The program's policy for the gender, if one of its beds is for it; none asked: unknown. */
export const gender: Criterion = {
  name: "gender",
  reads: ["gender"],
  judge: (program, search) =>
    search.gender === null ? "unknown" : judgeGender(program, search.gender),
  explain: (program, search) =>
    search.gender === null
      ? {}
      : {
          gender: search.gender,
          policy: policy(program, search.gender),
          by_pools:
            policy(program, search.gender) !== "declines" && noBedFor(program, search.gender),
        },
  openColumn: () => new GenderColumn(),
};
