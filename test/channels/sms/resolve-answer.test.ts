import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readAnswer } from "../../../server/channels/sms/read-answer.ts";
import {
  resolveAnswer,
  type AnswerableProgram,
  type Question,
  type Resolved,
} from "../../../server/channels/sms/resolve-answer.ts";

const girls = { id: "girls", label: "Girls", genders: ["girl", "transgender_girl"] } as const;
const boys = { id: "boys", label: "Boys", genders: ["boy"] } as const;
const mixed = { id: "mixed", label: "All", genders: null };
const one: AnswerableProgram[] = [{ id: "elm", pools: [mixed] }];
const two: AnswerableProgram[] = [{ id: "elm", pools: [girls, boys] }];
const several: AnswerableProgram[] = [...one, { id: "oak", pools: [{ ...mixed, id: "oaks" }] }];

const resolve = (programs: AnswerableProgram[], text: string, question?: Question): Resolved =>
  resolveAnswer(programs, readAnswer(text).answer, question);
const counts = (programId: string, ...pools: [string, number][]) => ({
  kind: "report",
  programId,
  input: { pools: pools.map(([pool_id, open]) => ({ pool_id, open })) },
});
const questionIn = (resolved: Resolved): Question => {
  if (resolved.kind !== "ask") throw new Error("Nothing was asked.");
  return resolved.question;
};

describe("what an answer comes to", () => {
  it("is a report where only one thing can be meant", () => {
    expect(resolve(one, "3")).toEqual(counts("elm", ["mixed", 3]));
    expect(resolve(two, "3 girls 1 boys")).toEqual(counts("elm", ["girls", 3], ["boys", 1]));
    expect(resolve(two, "2 girls")).toEqual(counts("elm", ["girls", 2]));
    expect(resolve(two, "1=3 2=0")).toEqual(counts("elm", ["girls", 3], ["boys", 0]));
    expect(resolve(two, "full")).toEqual(counts("elm", ["girls", 0], ["boys", 0]));
    expect(resolve(several, "2: 3")).toEqual(counts("oak", ["oaks", 3]));
    const unchanged = { kind: "report", programId: "elm", input: { pools: [], unchanged: true } };
    expect(resolve(two, "same")).toEqual(unchanged);
  });

  it("is a question where it could be several pools, and a number then chooses", () => {
    const question = questionIn(resolve(two, "3"));
    expect(question).toEqual({ about: "pool", programId: "elm", open: 3 });
    expect(resolve(two, "2", question)).toEqual(counts("elm", ["boys", 3]));
    expect(resolve(two, "3 girls 0 boys", question)).toEqual(
      counts("elm", ["girls", 3], ["boys", 0]),
    );
  });

  it("is a question where it could be several programs, and a number then chooses", () => {
    const question = questionIn(resolve(several, "same"));
    expect(resolve(several, "2", question)).toMatchObject({ kind: "report", programId: "oak" });
    expect(resolve(several, "1: full", question)).toEqual(counts("elm", ["mixed", 0]));
    // A number that chooses nothing is a new count, about which the same is asked again.
    expect(questionIn(resolve(several, "3", question))).toMatchObject({
      statement: { counts: [{ open: 3 }] },
    });
  });

  it("is nothing where the words fit no pool or more than one", () => {
    expect(resolve(one, "3 girls 1 boys")).toEqual({ kind: "unclear" });
    expect(resolve([{ id: "elm", pools: [girls, { ...girls, id: "more" }] }], "3 girls")).toEqual({
      kind: "unclear",
    });
    expect(resolve(two, "3=1")).toEqual({ kind: "unclear" });
    expect(resolve(several, "3: 1")).toEqual({ kind: "unclear" });
    expect(resolve([], "3")).toEqual({ kind: "unclear" });
  });

  it("never reports a number that was not said, and only pools of the program it names", () => {
    const texts = fc.constantFrom(
      "3",
      "0",
      "2 girls 1 boys",
      "same",
      "full",
      "1=3 2=0",
      "2: 4",
      "1",
      "2",
      "x",
    );
    fc.assert(
      fc.property(
        fc.constantFrom(one, two, several),
        fc.array(texts, { maxLength: 6 }),
        (programs, sent) => {
          let question: Question | undefined;
          const said = new Set([0]);
          for (const text of sent) {
            for (const number of text.match(/\d+/g) ?? []) said.add(Number(number));
            const resolved = resolve(programs, text, question);
            question = resolved.kind === "ask" ? resolved.question : undefined;
            if (resolved.kind !== "report") continue;
            const program = programs.find(({ id }) => id === resolved.programId);
            for (const { pool_id, open } of resolved.input.pools) {
              expect(program?.pools.map(({ id }) => id)).toContain(pool_id);
              expect(said).toContain(open);
            }
          }
        },
      ),
    );
  });
});
