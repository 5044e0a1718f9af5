import { describe, expect, test } from "vitest";
import type { Circumstance } from "../../../db/codes.ts";
import { circumstances } from "../../../server/matching/criteria/circumstances.ts";
import { aProgram, aSearch, asWorker, circumstancePolicies } from "../programs.ts";

const program = aProgram({
  circumstances: circumstancePolicies({
    runaway_history: "accepts",
    pregnant: "ask",
    fire_setting: "declines",
    not_ready: "declines",
  }),
});
const judge = (...asked: Circumstance[]) =>
  circumstances.judge(program, aSearch({ circumstances: asked }), asWorker);

describe("circumstances", () => {
  test("follow the stated policies, and what was never stated is unknown", () => {
    expect(judge("runaway_history")).toBe("meets");
    expect(judge("pregnant")).toBe("ask");
    expect(judge("fire_setting")).toBe("excludes");
    expect(judge("parenting")).toBe("unknown");
  });

  test("count as the worst of several, and none is met", () => {
    expect(judge()).toBe("meets");
    expect(judge("runaway_history", "pregnant")).toBe("ask");
    expect(judge("runaway_history", "parenting")).toBe("unknown");
    expect(judge("pregnant", "parenting", "fire_setting")).toBe("excludes");
  });

  test("a program that requires the youth to acknowledge exploitation declines who is not ready", () => {
    expect(judge("not_ready")).toBe("excludes");
  });

  test("are listed with the policy for each", () => {
    const asked = aSearch({ circumstances: ["pregnant", "parenting"] });
    expect(circumstances.explain(program, asked, asWorker)).toEqual({
      circumstances: [
        { circumstance: "pregnant", policy: "ask" },
        { circumstance: "parenting", policy: "unknown" },
      ],
    });
  });
});
