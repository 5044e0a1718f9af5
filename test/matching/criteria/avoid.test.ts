import { describe, expect, test } from "vitest";
import { findCounty, findZip, milesBetween } from "../../../server/directory/places.ts";
import { avoid } from "../../../server/matching/criteria/avoid.ts";
import type { ProgramFacts } from "../../../server/matching/facts.ts";
import { resolveNeed } from "../../../server/matching/resolve-need.ts";
import type { Need } from "../../../server/matching/contract.ts";
import { aProgram, aSite, asWorker, confidentialSite } from "../programs.ts";

const sacramento = findZip("95814");
const oakland = findZip("94607");
const alameda = findCounty("06001");
const yolo = findCounty("06113");
if (!sacramento || !oakland || !alameda || !yolo) throw new Error("A place of this test is gone.");
const apart = milesBetween(oakland, sacramento);

const judge = (program: Partial<ProgramFacts>, places: NonNullable<Need["avoid"]>) =>
  avoid.judge(aProgram(program), resolveNeed({ age: 15, avoid: places }), asWorker);
const explain = (program: Partial<ProgramFacts>, places: NonNullable<Need["avoid"]>) =>
  avoid.explain(aProgram(program), resolveNeed({ age: 15, avoid: places }), asWorker);

describe("places to keep away from", () => {
  test("exclude what lies in the circle around a ZIP", () => {
    expect(judge({}, [{ zip: "95814", miles: apart + 0.01 }])).toBe("excludes");
    expect(judge({}, [{ zip: "95814", miles: apart - 0.01 }])).toBe("meets");
    expect(judge({}, [{ zip: "94607", miles: 0 }])).toBe("excludes");
    expect(judge({}, [])).toBe("meets");
  });

  test("around a county reach as far beyond its farthest corner", () => {
    const toCentre = milesBetween(oakland, yolo);
    const beyond = toCentre - yolo.radiusMiles;
    expect(judge({}, [{ county: "06113", miles: beyond + 0.01 }])).toBe("excludes");
    expect(judge({}, [{ county: "06113", miles: beyond - 0.01 }])).toBe("meets");
  });

  test("exclude a confidential site whose county comes anywhere near, and say so", () => {
    const hidden = { site: confidentialSite("06001") };
    const toCentre = milesBetween(sacramento, alameda);
    const beyond = toCentre - alameda.radiusMiles;
    expect(judge(hidden, [{ zip: "95814", miles: beyond + 0.01 }])).toBe("excludes");
    expect(judge(hidden, [{ zip: "95814", miles: beyond - 0.01 }])).toBe("meets");
    expect(explain(hidden, [{ zip: "95814", miles: beyond + 0.01 }])).toMatchObject({
      by_county: true,
    });
  });

  test("judge a site without a point by its county too", () => {
    const pointless = { site: aSite({ lat: null, lon: null }) };
    expect(judge(pointless, [{ zip: "94607", miles: 1 }])).toBe("excludes");
    expect(judge(pointless, [{ zip: "10001", miles: 1 }])).toBe("meets");
  });

  test("are unknown for a program of which only the state is known, or nothing", () => {
    const inState = aSite({ countyFips: null, lat: null, lon: null });
    expect(judge({ site: inState }, [{ zip: "94607", miles: 1 }])).toBe("unknown");
    expect(judge({ site: null }, [{ zip: "94607", miles: 1 }])).toBe("unknown");
  });

  test("of several each counts, and the facts are of the nearest", () => {
    const places = [
      { zip: "10001", miles: 5 },
      { zip: "94607", miles: 5 },
    ];
    expect(judge({}, places)).toBe("excludes");
    expect(explain({}, places)).toEqual({ miles: 0, within_miles: 5, by_county: false });
  });
});
