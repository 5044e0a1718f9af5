import { expect, test } from "vitest";
import { gapSearchOf, gapViewIn } from "../../../web/gaps/gap-view.ts";

test("an empty address is the first view, and the first view an empty address", () => {
  const view = gapViewIn("");
  expect(view).toEqual({ metric: "gap", profile: "girl_16" });
  expect(gapSearchOf(view)).toBe("");
});

test("a view goes through the address unchanged", () => {
  const search = "?metric=nearest_fit&profile=boy_13&beside=girl_13&state=CA&county=06001";
  expect(gapSearchOf(gapViewIn(search))).toBe(search);
});

test.each([
  "?metric=ages&profile=BOY&state=ca&county=6001",
  "?profile=%3Cscript%3E&beside=girl_16",
  "?metric=&state=California",
])("what the address cannot mean is left out: %s", (search) => {
  expect(gapSearchOf(gapViewIn(search))).toBe("");
});
