import { expect, test } from "vitest";
import { gapSearchOf, gapViewIn } from "../../../web/gaps/gap-view.ts";

test("an empty address is the first view, and the first view an empty address", () => {
  const view = gapViewIn("");
  expect(view).toEqual({
    ...{ metric: "gap", profile: "girl_16", trend: "searches" },
    ...{ perYouths: false, programs: false },
  });
  expect(gapSearchOf(view)).toBe("");
});

test.each([
  "?metric=nearest_fit&profile=boy_13&beside=girl_13&programs=1&state=CA&county=06001",
  "?metric=without_fit&month=2026-02&beside_month=2026-01&rate=1&trend=waits&state=CA",
])("a view goes through the address unchanged: %s", (search) => {
  expect(gapSearchOf(gapViewIn(search))).toBe(search);
});

test.each([
  "?metric=ages&profile=BOY&state=ca&county=6001",
  "?profile=%3Cscript%3E&beside=girl_16",
  "?metric=&state=California",
  "?month=2026-13&beside_month=2026-1&rate=yes&trend=names",
])("what the address cannot mean is left out: %s", (search) => {
  expect(gapSearchOf(gapViewIn(search))).toBe("");
});
