import { circumstances as codes, type Circumstance } from "../../../db/codes.ts";
import { circumstanceBit, policyOf, type ProgramFacts } from "../facts.ts";
import type { Column, Criterion, Verdict } from "./criterion.ts";
import { VerdictTable } from "./verdict-table.ts";

const verdictOf = {
  accepts: "meets",
  ask: "ask",
  declines: "excludes",
  unknown: "unknown",
} as const;
const worstFirst = ["excludes", "ask", "unknown"] as const;

const policy = (program: ProgramFacts, code: Circumstance) =>
  policyOf(program.circumstances, circumstanceBit(code));

const judgeCircumstance = (program: ProgramFacts, code: Circumstance): Verdict =>
  verdictOf[policy(program, code)];

class CircumstancesColumn implements Column {
  readonly #verdicts = new VerdictTable(codes.length);

  put: Column["put"] = (slot, program) => {
    codes.forEach((code, number) =>
      this.#verdicts.put(slot, number, judgeCircumstance(program, code)),
    );
  };
  remove: Column["remove"] = () => undefined;
  mark: Column["mark"] = (search, pass, { meets, excludes }) => {
    meets.copy(pass.live);
    for (const code of search.circumstances) {
      meets.and(this.#verdicts.meeting(codes.indexOf(code)));
      excludes.or(this.#verdicts.excluding(codes.indexOf(code)));
    }
  };
}

/** Every circumstance of the child is one that the program stated it accepts. */
export const circumstances: Criterion = {
  name: "circumstances",
  reads: ["circumstances"],
  judge: (program, search) => {
    const verdicts = search.circumstances.map((code) => judgeCircumstance(program, code));
    return worstFirst.find((verdict) => verdicts.includes(verdict)) ?? "meets";
  },
  explain: (program, search) => ({
    circumstances: search.circumstances.map((code) => ({
      circumstance: code,
      policy: policy(program, code),
    })),
  }),
  openColumn: () => new CircumstancesColumn(),
};
