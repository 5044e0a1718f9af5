import { afterAll, describe, expect, test } from "vitest";
import type {
  PopulationAnswer,
  PopulationLoaded,
} from "../../../server/gaps/population/contract.ts";
import { testApp } from "../../support/app.ts";

const harbor = await testApp();
afterAll(() => harbor.close());

// The columns that CC-EST2023-ALLDATA begins with; figures are made up.
const header = "SUMLEV,STATE,COUNTY,STNAME,CTYNAME,YEAR,AGEGRP,TOT_POP,TOT_MALE,TOT_FEMALE,WA_MALE";
const line = (
  state: string,
  county: string,
  year: number,
  group: number,
  people: number | string,
) => `050,${state},${county},"A state","A county, or parish",${year},${group},${people},1,1,1`;
const youth = (state: string, county: string, year: number, younger: number, older: number) => [
  line(state, county, year, 0, 999999),
  line(state, county, year, 3, younger),
  line(state, county, year, 4, older),
];
const fileOf = (...lines: string[]) => `${[header, ...lines].join("\r\n")}\r\n`;

const load = async (payload: string, who = "administrator") =>
  harbor.app.inject({
    method: "POST",
    url: "/api/gaps/population",
    headers: { ...(await harbor.signIn(who)), "content-type": "text/csv" },
    payload,
  });
const read = async () => {
  const headers = await harbor.signIn("analyst");
  return (
    await harbor.app.inject({ url: "/api/gaps/population", headers })
  ).json<PopulationAnswer>();
};

describe("youth by county", () => {
  test("is not there until a file is loaded", async () => {
    expect(await read()).toMatchObject({ year: null, counties: [] });
  });

  test("comes from the Census file, of its newest year, and says of what year it is", async () => {
    const answer = await load(
      fileOf(
        ...youth("06", "001", 1, 1, 1),
        ...youth("06", "001", 4, 90000, 80000),
        ...youth("06", "001", 5, 94210, 91877),
        ...youth("09", "110", 5, 60000, 70000),
      ),
    );
    expect(answer.json<PopulationLoaded>()).toEqual({
      years: [2022, 2023],
      counties: 2,
      renumbered: [{ fips: "09110", name: "Capitol, Connecticut", lies: ["09003", "09013"] }],
    });
    expect(await read()).toEqual({
      ...{ year: 2023, counties: ["06001"], from_10_to_14: [94210], from_15_to_19: [91877] },
      renumbered: [{ fips: "09110", name: "Capitol, Connecticut", lies: ["09003", "09013"] }],
    });
    const [entry] = await harbor.database.owner`select details from audit_entries
      where action = 'population_loaded'`;
    expect(entry?.["details"]).toEqual({ counties: 2, first_year: 2022, last_year: 2023 });
  });

  test.each([
    ["SUMLEV,STATE\n050,06\n", "lacks the columns COUNTY, YEAR, AGEGRP, TOT_POP"],
    [fileOf(line("06", "001", 5, 3, "many")), 'Line 2: TOT_POP is \\"many\\"'],
    [fileOf(line("06", "001", 5, 3, 4)), "06001 lacks an age group in 2023"],
    [fileOf(...youth("06", "001", 5, 1, 1), line("06", "001", 5, 3, 1)), "Line 5: 06001 has this"],
    [fileOf(...youth("98", "765", 5, 1, 1)), "The county 98765 is not known."],
    [fileOf(), "There is no line of a county in it."],
    [fileOf('050,06,001,"unended'), "not a CSV file"],
  ])("a file that is not as it should be changes nothing: %#", async (file, sentence) => {
    const before = await read();
    const answer = await load(file);
    expect(answer.statusCode, answer.body).toBe(400);
    expect(answer.body).toContain(sentence);
    expect(await read()).toEqual(before);
  });

  test("may be as large as the whole country's, with columns and lines that nobody reads", async () => {
    const others = Array.from({ length: 20_000 }, (_, at) =>
      line("06", "001", 5, 5 + (at % 14), 1),
    );
    const answer = await load(fileOf(...others, ...youth("06", "001", 5, 5, 6)));
    expect(answer.statusCode, answer.body).toBe(200);
    expect(await read()).toMatchObject({ from_10_to_14: [5], from_15_to_19: [6] });
  });

  test("is loaded by administrators alone, and as CSV", async () => {
    expect((await load(fileOf(), "analyst")).statusCode).toBe(403);
    const headers = await harbor.signIn("administrator");
    const json = await harbor.app.inject({
      ...{ method: "POST", url: "/api/gaps/population", headers, payload: { not: "a file" } },
    });
    expect(json.statusCode).toBe(415);
  });
});
