import { expect, test } from "vitest";
import { emptyDraft, needOf } from "../../../web/tonight/need.ts";

const spanish = { ...emptyDraft, age: 15, languages: ["spa"] };

test("nothing is asked before an age is known", () => {
  expect(needOf({ ...spanish, age: undefined })).toBeUndefined();
});

test("an interpreter will do only where the worker said so", () => {
  expect(needOf(spanish)?.interpreter).toBe(false);
  expect(needOf({ ...spanish, interpreter: true })?.interpreter).toBe(true);
});

test("without a language there is nothing to interpret", () => {
  expect(needOf({ ...spanish, languages: [], interpreter: true })).toEqual({ age: 15 });
});
