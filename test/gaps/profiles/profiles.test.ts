import { afterAll, describe, expect, test } from "vitest";
import type { CoverageAnswer } from "../../../server/gaps/coverage/contract.ts";
import type { Profile, ProfileList } from "../../../server/gaps/profiles/contract.ts";
import { profileKeys } from "../../../server/gaps/profiles/need-profiles.ts";
import { testApp } from "../../support/app.ts";
import { aListing } from "../../support/listings.ts";

const harbor = await testApp({
  listings: [
    aListing({
      key: "twelve",
      ages: { min: 12, max: 12 },
      areas: [{ state: "CA" }],
      genders: { boy: "accepts" },
      intakeAroundTheClock: true,
    }),
  ],
});
afterAll(() => harbor.close());

const call = async (method: "GET" | "POST" | "PUT" | "DELETE", url: string, payload?: object) =>
  harbor.app.inject({
    method,
    url,
    headers: await harbor.signIn("analyst"),
    ...(payload === undefined ? {} : { payload }),
  });
const boy = { name: "Boy, 12", need: { age: 12, gender: "boy" } };

describe("an analyst's own profiles", () => {
  test("are kept, judged by the rules of matching, changed and removed", async () => {
    const added = (await call("POST", "/api/gaps/profiles", boy)).json<Profile>();
    const listed = (await call("GET", "/api/gaps/profiles")).json<ProfileList>();
    expect(listed.items.map(({ key }) => key)).toEqual([...profileKeys, added.key]);
    const fits = async () => {
      const answer = await call("GET", `/api/gaps/coverage?profile=${added.key}&county=06001`);
      return answer.json<CoverageAnswer>().profiles.map((columns) => columns.fits[0]);
    };
    expect(await fits()).toEqual([1]);
    expect(await fits()).toEqual([1]);
    const older = { name: "Boy, 13", need: { ...boy.need, age: 13 } };
    await call("PUT", `/api/gaps/profiles/${added.key}`, older);
    expect(await fits()).toEqual([0]);
    const left = await call("DELETE", `/api/gaps/profiles/${added.key}`);
    expect(left.json<ProfileList>().total).toBe(profileKeys.length);
    expect((await call("GET", `/api/gaps/coverage?profile=${added.key}`)).statusCode).toBe(404);
  });

  test("are nobody else's", async () => {
    const added = (await call("POST", "/api/gaps/profiles", boy)).json<Profile>();
    await harbor.database.owner`update need_profiles set user_id =
      (select id from users where email = 'steward@training.test')`;
    const list = (await call("GET", "/api/gaps/profiles")).json<ProfileList>();
    expect(list.total).toBe(profileKeys.length);
    for (const answer of [
      await call("GET", `/api/gaps/coverage?profile=${added.key}`),
      await call("PUT", `/api/gaps/profiles/${added.key}`, boy),
      await call("DELETE", `/api/gaps/profiles/${added.key}`),
    ]) {
      expect(answer.statusCode).toBe(404);
    }
  });

  test.each([
    [{ age: 15, gender: "boy", circumstances: ["pregnant"] }, "A boy is not pregnant"],
    [{ age: 15, gender: "transgender_girl", circumstances: ["pregnant"] }, "never_pregnant"],
    [{ age: 15, kinds: ["legal"], dedicated_only: true }, "None of these kinds has beds"],
    [{ age: 8, circumstances: ["parenting"] }, "A child of 8 is not parenting."],
    [{ age: 19, circumstances: ["no_guardian_available"] }, "At 19 no guardian is needed."],
    [{ age: 15, within_miles: 0 }, "Nothing lies within 0 miles."],
    [{ age: 15, kinds: [] }, "No kind is left"],
    [{ age: 15, interpreter: false }, "nothing to interpret"],
    [{ age: 15, languages: ["qqq"] }, "is not a language"],
    [{ age: 15, from: { county: "06001" } }, "from"],
  ])("that contradict themselves are refused: %j", async (need, sentence) => {
    const answer = await call("POST", "/api/gaps/profiles", { name: "Wrong", need });
    expect(answer.statusCode).toBe(400);
    expect(answer.body).toContain(sentence);
  });
});
