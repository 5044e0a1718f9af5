import { expect, test } from "vitest";
import type { Relaxation } from "../../../web/api/schema.ts";
import { emptyDraft } from "../../../web/tonight/need.ts";
import { relaxNeed } from "../../../web/tonight/relax-need.ts";

const asked = {
  ...emptyDraft,
  age: 15,
  circumstances: ["pregnant" as const, "self_harm" as const],
  withinMiles: 25,
  dedicatedOnly: true,
};
const would = (criterion: Relaxation["criterion"], change: Relaxation["change"]) =>
  relaxNeed(asked, { criterion, change, fits: 3 });

test("what the worker chose is loosened, and nothing else of the need with it", () => {
  expect(would("distance", { within_miles: 100 })?.draft).toEqual({ ...asked, withinMiles: 100 });
  expect(would("dedicated", { drop: true })?.draft).toEqual({ ...asked, dedicatedOnly: false });
});

test("a fact of the child or of the programs is told and never changed", () => {
  for (const told of [
    would("age", { age: 16 }),
    would("age", { drop: true }),
    would("gender", { drop: true }),
    would("circumstances", { drop: true }),
    would("circumstances", { drop: true, circumstance: "pregnant" }),
    would("area", { drop: true }),
    would("intake", { drop: true }),
  ]) {
    expect(told?.words).toMatch(/\w/);
    expect(told?.draft).toBeUndefined();
  }
});
