import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { users } from "../../../db/schema/index.ts";
import { inviteFirstAdministrator } from "../../../server/access/people/invite-first-administrator.ts";
import { testApp, type TestApp } from "../../support/app.ts";

let test: TestApp;
beforeAll(async () => {
  test = await testApp({ config: { dataset: [] } });
});
afterAll(() => test.close());

const administrators = async () =>
  (await test.database.read.select().from(users).where(eq(users.role, "administrator"))).filter(
    ({ training }) => !training,
  );

it("invites the operator where nobody but training accounts administers, and only once", async () => {
  const now = new Date();
  expect(await inviteFirstAdministrator(test.database, "Chief@county.example", now)).toBe(true);
  expect(await inviteFirstAdministrator(test.database, "chief@county.example", now)).toBe(false);
  expect(await administrators()).toMatchObject([{ email: "chief@county.example", closedAt: null }]);
  await test.app.inject({
    method: "POST",
    url: "/api/auth/codes",
    payload: { email: "chief@county.example" },
  });
  await expect.poll(() => test.mailed).toHaveLength(1);
  const code = /^(\d{6}) /m.exec(test.mailed.at(-1)?.text ?? "")?.[1];
  const answer = await test.app.inject({
    method: "POST",
    url: "/api/auth/sign-in/code",
    payload: { email: "chief@county.example", code },
  });
  expect(answer.statusCode).toBe(200);
  expect(await inviteFirstAdministrator(test.database, "other@county.example", now)).toBe(false);
  expect(await administrators()).toHaveLength(1);
});
