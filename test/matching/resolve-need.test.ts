import { describe, expect, test } from "vitest";
import { residentialKinds } from "../../db/codes.ts";
import { findCounty } from "../../server/directory/places.ts";
import type { Need } from "../../server/matching/contract.ts";
import { resolveNeed } from "../../server/matching/resolve-need.ts";

const refusal = (need: Partial<Need>) => {
  try {
    resolveNeed({ age: 15, ...need });
  } catch (error) {
    return error;
  }
  return undefined;
};

describe("a need", () => {
  test("says by what it leaves out: every residential kind, an interpreter will do, anywhere", () => {
    expect(resolveNeed({ age: 15 })).toEqual({
      age: 15,
      gender: null,
      languages: [],
      interpreter: true,
      from: null,
      circumstances: [],
      avoid: [],
      kinds: residentialKinds,
      withinMiles: null,
      dedicatedOnly: false,
      dropped: [],
    });
  });

  test("is from a ZIP, a county or a point, each with the county it lies in", () => {
    const county = (from: Need["from"]) =>
      resolveNeed({ age: 15, ...(from ? { from } : {}) }).from?.county?.fips;
    expect(county({ zip: "94607" })).toBe("06001");
    expect(county({ county: "06075" })).toBe("06075");
    expect(county({ lat: 37.8, lon: -122.27 })).toBe("06001");
    expect(county({ lat: 0, lon: 0 })).toBeUndefined();
  });

  test("keeps away from a county as a whole", () => {
    const alameda = findCounty("06001");
    const [circle] = resolveNeed({ age: 15, avoid: [{ county: "06001", miles: 10 }] }).avoid;
    expect(circle?.miles).toBe((alameda?.radiusMiles ?? 0) + 10);
  });

  test.each<[string, Partial<Need>, string]>([
    ["ZIP", { from: { zip: "00000" } }, "body/need/from/zip"],
    ["county", { from: { county: "99999" } }, "body/need/from/county"],
    [
      "second place to keep away from",
      {
        avoid: [
          { zip: "94607", miles: 1 },
          { county: "00000", miles: 1 },
        ],
      },
      "body/need/avoid/1/county",
    ],
    ["inherited word", { from: { zip: "toString" } }, "body/need/from/zip"],
  ])("with an unknown %s is refused at its path", (_what, need, path) => {
    expect(refusal(need)).toMatchObject({ code: "unknown_place", details: { errors: [{ path }] } });
  });

  test("with a language that does not exist is refused by its name", () => {
    expect(refusal({ languages: ["spa", "qqq"] })).toMatchObject({
      code: "invalid_input",
      details: {
        errors: [
          { path: "body/need/languages/1", message: expect.stringContaining('"qqq"') as unknown },
        ],
      },
    });
    expect(refusal({ languages: ["und"] })).toMatchObject({ code: "invalid_input" });
  });
});
