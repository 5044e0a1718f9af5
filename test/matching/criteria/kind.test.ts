import { expect, test } from "vitest";
import { kind } from "../../../server/matching/criteria/kind.ts";
import { resolveNeed } from "../../../server/matching/resolve-need.ts";
import { aProgram, asWorker } from "../programs.ts";

test("every residential kind is meant where the need names none", () => {
  const need = resolveNeed({ age: 15 });
  expect(kind.judge(aProgram({ kind: "group_home" }), need, asWorker)).toBe("meets");
  expect(kind.judge(aProgram({ kind: "hotline" }), need, asWorker)).toBe("excludes");
});

test("only kinds that the need names are meant, and of none none", () => {
  const legal = resolveNeed({ age: 15, kinds: ["legal"] });
  expect(kind.judge(aProgram({ kind: "legal" }), legal, asWorker)).toBe("meets");
  expect(kind.judge(aProgram({ kind: "safe_house" }), legal, asWorker)).toBe("excludes");
  const none = resolveNeed({ age: 15, kinds: [] });
  expect(kind.judge(aProgram(), none, asWorker)).toBe("excludes");
  expect(kind.explain(aProgram(), none, asWorker)).toEqual({ kind: "emergency_shelter" });
});
