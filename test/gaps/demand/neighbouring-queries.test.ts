import { parse } from "csv-parse/sync";
import { afterAll, expect, test } from "vitest";
import { ageBands, declineReasons, searchOutcomes } from "../../../db/codes.ts";
import type { DemandAnswer } from "../../../server/gaps/demand/contract.ts";
import { publishMonths } from "../../../server/gaps/demand/tidy-demand.ts";
import type { UnmetAnswer } from "../../../server/gaps/unmet/contract.ts";
import { testApp } from "../../support/app.ts";

const now = new Date("2026-03-05T12:00:00Z");
const counties = ["06001", "06003", "06005", "06037"];
const harbor = await testApp({ now, counties });
afterAll(() => harbor.close());
const { owner } = harbor.database;

const months = ["2025-12", "2026-01", "2026-02"];
/** Counts around five, other ones in each month and county: much is withheld, and something told. */
const size = (seed: number) => [0, 2, 4, 5, 9, 23][(seed * 7 + (seed >> 2)) % 6] ?? 0;

/** Two counties that are told together only: three searches and requests of the one, four of the other. */
const seedSmall = (month: string) =>
  owner`insert into demand_events
    (kind, hour, asked_by, age_band, county, found, outcome, waited)
    select kind, ${`${month}-10T20:00:00Z`}::timestamptz, 'worker', '14_15', county, found, outcome,
      waited
    from (values ('06007', 3), ('06009', 4)) small (county, times), generate_series(1, times),
      (values ('search', 'open_bed', null, null), ('request', null, 'arrived', '0_15'))
        fact (kind, found, outcome, waited)`;

const seedMonths = async () => {
  let seed = 0;
  for (const month of months) {
    await seedSmall(month);
    for (const county of counties) {
      for (const found of searchOutcomes) {
        for (const age of ageBands.slice(1, 3)) {
          const times = size((seed += 1));
          await owner`insert into demand_events (kind, hour, asked_by, age_band, county, found)
            select 'search', ${`${month}-10T20:00:00Z`}::timestamptz, 'worker', ${age}, ${county},
              ${found} from generate_series(1, ${times}::int)`;
        }
      }
      for (const [outcome, waited] of [
        ["arrived", "0_15"],
        ["no_show", "over_120"],
        ["declined", null],
      ]) {
        await owner`insert into demand_events
          (kind, hour, asked_by, age_band, county, outcome, waited)
          select 'request', ${`${month}-10T20:00:00Z`}::timestamptz, 'worker', '14_15', ${county},
            ${outcome ?? null}, ${waited ?? null} from generate_series(1, ${size((seed += 1))}::int)`;
      }
      for (const reason of declineReasons.slice(0, 3)) {
        await owner`insert into demand_events
          (kind, hour, asked_by, age_band, county, decline_reason)
          select 'decline', ${`${month}-10T20:00:00Z`}::timestamptz, 'worker', '14_15', ${county},
            ${reason} from generate_series(1, ${size((seed += 1))}::int)`;
      }
    }
  }
};

const get = async (url: string) => {
  const answer = await harbor.app.inject({
    url: `/api/gaps/${url}`,
    headers: await harbor.signIn("analyst"),
  });
  expect(answer.statusCode, `${url}: ${answer.body}`).toBe(200);
  return answer;
};
const leaves = (value: unknown, path: string): [string, number | null][] => {
  if (value === null || typeof value === "number") return [[path, value]];
  if (typeof value !== "object") return [];
  return Object.entries(value).flatMap(([key, part]) =>
    leaves(part, path === "" ? key : `${path}.${key}`),
  );
};
type Told = Map<string, number | null>;
const toldBy = ({ months: all }: DemandAnswer): Told =>
  new Map(
    all.flatMap(({ month, ...of }) =>
      (["searches", "requests"] as const).flatMap((what) =>
        of[what].flatMap(({ county, figures }) =>
          leaves(figures, "").map(
            ([path, value]) => [[month, what, county ?? "rest", path].join(" "), value] as const,
          ),
        ),
      ),
    ),
  );
type Row = Record<string, string | number | null>;
const toldInRows = (rows: readonly Row[]): Told =>
  new Map(
    rows.map((row) => [
      [row["month"], row["of"], row["county"] || "rest", row["figure"]].join(" "),
      row["value"] === "withheld" ? null : Number(row["value"]),
    ]),
  );
const exported = (csv: string): Told => toldInRows(parse<Row>(csv, { columns: true }));
const onMap = (geojson: string): Told =>
  toldInRows(
    (JSON.parse(geojson) as { features: { properties: Row }[] }).features.map(
      ({ properties }) => properties,
    ),
  );

const filters = [
  ...["", "state=CA", "from=2026-01", "to=2026-01", "from=2026-01&to=2026-01"],
  ...counties.flatMap((county) => [`county=${county}`, `county=${county}&from=2026-02`]),
];

test("whichever filters, months and files are asked for, nothing is told that is not published", async () => {
  await seedMonths();
  await publishMonths(harbor.database, now);
  const whole = toldBy((await get("demand")).json<DemandAnswer>());
  const values = [...whole.values()];
  expect(whole.get("2026-01 searches rest total")).toBe(7);
  expect(values.filter((value) => value === null).length).toBeGreaterThan(100);
  expect(values.filter((value) => value !== null && value >= 5).length).toBeGreaterThan(20);
  expect(values.filter((value) => value !== null && value < 5)).toEqual([]);

  const regions = [["CA"], ["06001"], ["06001", "06037"]];
  for (const areas of regions) {
    await owner`with analyst as (delete from analyst_regions returning user_id)
      insert into analyst_regions select distinct user_id, area
      from analyst, unnest(${areas}::text[]) area`;
    for (const filter of filters) {
      const own = counties.find((county) => filter.includes(county));
      if (own !== undefined && !areas.includes("CA") && !areas.includes(own)) continue;
      const shown = toldBy((await get(`demand?${filter}`)).json<DemandAnswer>());
      const file = exported((await get(`demand/export?format=csv&${filter}`)).body);
      expect(file).toEqual(shown);
      expect(onMap((await get(`demand/export?format=geojson&${filter}`)).body)).toEqual(shown);
      for (const [what, value] of shown) expect(whole.get(what), what).toBe(value);
      // Who looks at single counties is not told of the others together.
      if (!areas.includes("CA")) {
        expect([...shown.keys()].filter((key) => key.includes(" rest "))).toEqual([]);
      }
    }
  }

  // What a county's needs are told beside is a sum of what is published, month by month.
  const { items } = (await get("unmet?county=06001")).json<UnmetAnswer>();
  const sum = (path: string) =>
    months.reduce((all, month) => all + (whole.get(`${month} searches 06001 ${path}`) ?? 0), 0);
  expect(items[0]?.demand?.searches).toBe(sum("total"));
  expect(items[0]?.demand?.without_fit ?? 0).toBe(sum("without_fit.total"));
  expect(items[0]?.demand?.without_open_bed ?? 0).toBe(sum("without_open_bed.total"));
});
