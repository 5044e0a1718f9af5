import { describe, expect, test } from "vitest";
import { findCounty, findZip, milesBetween } from "../../../server/directory/places.ts";
import { distance, milesTo } from "../../../server/matching/criteria/distance.ts";
import {
  aProgram,
  aSearch,
  aSite,
  analyst,
  asWorker,
  confidentialSite,
  noon,
  staffOf,
} from "../programs.ts";

const oakland = findZip("94607");
const sacramento = findZip("95814");
const alameda = findCounty("06001");
if (!oakland || !sacramento || !alameda) throw new Error("The places of this test are gone.");
const there = aProgram({ site: aSite({ countyFips: "06067", ...sacramento }) });
const miles = milesBetween(oakland, sacramento);

describe("distance", () => {
  test("is that of the great circle, to a tenth", () => {
    expect(miles).toBeGreaterThan(60);
    expect(milesTo(there, aSearch(), asWorker)).toBeCloseTo(miles, 0);
  });

  test("excludes what is farther than asked for, and says both figures", () => {
    const within = (withinMiles: number | null) => aSearch({ withinMiles });
    expect(distance.judge(there, within(miles + 0.01), asWorker)).toBe("meets");
    expect(distance.judge(there, within(miles - 0.01), asWorker)).toBe("excludes");
    expect(distance.judge(there, within(null), asWorker)).toBe("meets");
    expect(distance.explain(there, within(50), asWorker)).toEqual({
      miles: Math.round(miles * 10) / 10,
      within_miles: 50,
      by_county: false,
    });
  });

  test("of zero holds nothing, not even what is at the very place", () => {
    expect(distance.judge(aProgram(), aSearch({ withinMiles: 0 }), asWorker)).toBe("excludes");
  });

  test("is unknown where either place is", () => {
    const near = aSearch({ withinMiles: 50 });
    expect(distance.judge(aProgram({ site: null }), near, asWorker)).toBe("unknown");
    expect(distance.judge(aProgram(), aSearch({ withinMiles: 50, from: null }), asWorker)).toBe(
      "unknown",
    );
  });

  test("to a confidential site is to its county's centre, for everybody, and says so", () => {
    const hidden = aProgram({ site: { ...confidentialSite("06001"), lat: 37.9, lon: -122.1 } });
    const toCentre = Math.round(milesBetween(oakland, alameda) * 10) / 10;
    for (const viewer of [asWorker.viewer, staffOf(hidden.id)]) {
      const view = { viewer, now: noon };
      expect(milesTo(hidden, aSearch(), view)).toBe(toCentre);
      expect(distance.explain(hidden, aSearch(), view)).toMatchObject({ by_county: true });
    }
  });

  test("to a partner's site is to the county's centre for who may not know the address", () => {
    const partner = aProgram({ site: aSite({ visibility: "partners" }) });
    const seenBy = (viewer: typeof analyst) => milesTo(partner, aSearch(), { viewer, now: noon });
    const toCentre = Math.round(milesBetween(oakland, alameda) * 10) / 10;
    expect(seenBy(asWorker.viewer)).toBe(0);
    expect(seenBy(staffOf(partner.id))).toBe(0);
    expect(seenBy(staffOf())).toBe(toCentre);
    expect(seenBy(analyst)).toBe(toCentre);
  });
});
