import { describe, expect, test } from "vitest";
import { dedicated } from "../../../server/matching/criteria/dedicated.ts";
import type { ProgramFacts } from "../../../server/matching/facts.ts";
import { usablePools } from "../../../server/matching/usable-pools.ts";
import { aPool, aProgram, aSearch, asWorker } from "../programs.ts";

const judge = (program: Partial<ProgramFacts>, dedicatedOnly = true) =>
  dedicated.judge(aProgram(program), aSearch({ dedicatedOnly }), asWorker);

describe("dedicated beds", () => {
  test("are met by a program for exploited children alone, and unknown where it never said", () => {
    expect(judge({ dedicated: true })).toBe("meets");
    expect(judge({ dedicated: false })).toBe("excludes");
    expect(judge({ dedicated: null })).toBe("unknown");
  });

  test("are met by a dedicated pool that this child may use, and by no other", () => {
    expect(judge({ dedicated: false, pools: [aPool({ dedicated: true })] })).toBe("meets");
    const older = [aPool({ dedicated: true, ageMin: 16 })];
    expect(judge({ dedicated: false, pools: older })).toBe("excludes");
    expect(judge({ dedicated: null, pools: [aPool({ dedicated: false })] })).toBe("unknown");
  });

  test("do not matter where they were not asked for", () => {
    expect(judge({ dedicated: false }, false)).toBe("meets");
  });

  test("where only they will do, other beds of the program do not count", () => {
    const pools = [aPool({ id: "kept", dedicated: true }), aPool({ id: "general" })];
    const usable = (program: Partial<ProgramFacts>) =>
      usablePools(aProgram({ pools, ...program }), aSearch({ dedicatedOnly: true })).map(
        ({ id }) => id,
      );
    expect(usable({ dedicated: false })).toEqual(["kept"]);
    expect(usable({ dedicated: true })).toEqual(["kept", "general"]);
  });
});
