import { execFile } from "node:child_process";
import { promisify } from "node:util";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  allCounties,
  countyAt,
  findCounty,
  learnCounties,
  findZip,
  listCounties,
  milesBetween,
} from "../../server/directory/places.ts";

const countyOfZip = (zip: string) => {
  const point = findZip(zip);
  return point && countyAt(point);
};

describe("ZIP codes", () => {
  test.each([
    ["94607", "06001", "Alameda", "CA"],
    ["89101", "32003", "Clark", "NV"],
    ["20001", "11001", "District of Columbia", "DC"],
    ["00901", "72127", "San Juan", "PR"],
    ["99501", "02020", "Anchorage", "AK"],
    ["96813", "15003", "Honolulu", "HI"],
  ])("%s lies in county %s, %s %s", (zip, fips, name, state) => {
    expect(countyOfZip(zip)).toMatchObject({ fips, name, state });
  });

  test.each(["00000", "99999", "constructor", "__proto__", ""])("%j is not known", (zip) => {
    expect(findZip(zip)).toBeUndefined();
  });
});

describe("counties", () => {
  test("a point at sea or abroad lies in none", () => {
    expect(countyAt({ lat: 36, lon: -130 })).toBeUndefined();
    expect(countyAt({ lat: 19.4, lon: -99.1 })).toBeUndefined();
    expect(countyAt({ lat: 90, lon: 0 })).toBeUndefined();
  });

  test("every county has a name, a state, and a centre with a radius of its own size", () => {
    const counties = allCounties();
    expect(counties.length).toBeGreaterThan(3100);
    for (const { lat, lon, radiusMiles, name, state } of counties) {
      expect(Math.abs(lat)).toBeLessThan(72);
      expect(Math.abs(lon)).toBeLessThanOrEqual(180);
      expect(name).not.toBe("");
      expect(state).toMatch(/^[A-Z]{2}$/);
      expect(radiusMiles).toBeGreaterThan(0.5);
      expect(radiusMiles).toBeLessThan(800);
    }
  });

  test("a county's radius reaches every point of it", () => {
    const counties = allCounties();
    fc.assert(
      fc.property(
        fc.constantFrom(...counties),
        fc.double({ min: -1, max: 1, noNaN: true }),
        fc.double({ min: -1, max: 1, noNaN: true }),
        (county, north, east) => {
          const reach = county.radiusMiles / 69;
          const point = { lat: county.lat + north * reach, lon: county.lon + east * reach };
          if (countyAt(point)?.fips !== county.fips) return;
          expect(milesBetween(county, point)).toBeLessThanOrEqual(county.radiusMiles + 1e-6);
        },
      ),
    );
  });

  test("Aleutians West, on both sides of the antimeridian, has its centre among its islands", () => {
    const county = findCounty("02016");
    expect(county?.lat).toBeGreaterThan(51);
    expect(county?.lat).toBeLessThan(60);
    // Between Attu (173 east) and Unalaska (166 west).
    expect(county && (county.lon < -165 || county.lon > 172)).toBe(true);
    expect(county?.radiusMiles).toBeLessThan(800);
    expect(countyAt({ lat: 52.9, lon: 173 })?.fips).toBe("02016");
    expect(countyAt({ lat: 53.88, lon: -166.5 })?.fips).toBe("02016");
  });

  test("an unknown code names no county", () => {
    expect(findCounty("99999")).toBeUndefined();
    expect(findCounty("constructor")).toBeUndefined();
  });

  test("the list names each county once, by state and name", () => {
    const { total, items } = listCounties();
    expect(total).toBe(items.length);
    expect(new Set(items.map(({ fips }) => fips)).size).toBe(total);
    expect(items.map(({ state }) => state)).toEqual(items.map(({ state }) => state).sort());
  });
});

test("counties are learned one at a time, with turns for others between", async () => {
  let turns = 0;
  const other = new AbortController();
  const takeTurns = () => {
    turns += 1;
    if (!other.signal.aborted) setImmediate(takeTurns);
  };
  takeTurns();
  await learnCounties({ sliceMs: 0 });
  other.abort();
  expect(turns).toBeGreaterThan(allCounties().length / 2);
});

test("counties are learned at once, too, by a process that has nothing else to do", async () => {
  const places = new URL("../../server/directory/places.ts", import.meta.url);
  const script = `
    import { learnCounties } from ${JSON.stringify(places.href)};
    await learnCounties({ sliceMs: 0 });
    process.stdout.write("learned");`;
  // A wait that keeps no process alive lets an idle one sleep between counties, and this one end.
  const args = ["--input-type=module", "--eval", script];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  expect(stdout).toBe("learned");
});
