import Fastify from "fastify";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isDatabaseAway } from "../../db/database-away.ts";
import { openDatabase } from "../../db/client.ts";
import { answerInTime } from "../../server/http/answer-in-time.ts";
import { answerProblems } from "../../server/problems.ts";
import { freshDatabase, type TestDatabase } from "../support/database.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase(2);
});
afterAll(() => database.close());

const answerTo = async (failure: () => unknown, more = {}) => {
  const app = Fastify();
  answerProblems(app);
  app.get("/", more, failure);
  const answer = await app.inject({ url: "/" });
  await app.close();
  return { status: answer.statusCode, body: answer.body, ...answer.json<{ code: string }>() };
};

const failing = (more: object) => () => {
  throw Object.assign(new Error("secret words"), more);
};

describe("a failure", () => {
  it("of ours is told as such, and nothing of its words", async () => {
    const answer = await answerTo(failing({}));
    expect(answer).toMatchObject({ status: 500, code: "internal" });
    expect(answer.body).not.toContain("secret");
  });

  it.each([
    ["too much to do", failing({ code: "FST_UNDER_PRESSURE", statusCode: 503 }), {}],
    ["an answer that takes too long", () => pause(200), { handlerTimeout: 50 }],
  ])("of strength is told as such: %s", async (_what, failure, more) => {
    expect(await answerTo(failure, more)).toMatchObject({ status: 503, code: "unavailable" });
  });

  it("of an answer to come in time is told as such to who sent something, too", async () => {
    const app = Fastify();
    answerProblems(app);
    answerInTime(app, 50);
    const { promise, resolve } = Promise.withResolvers<string>();
    app.post("/", () => promise);
    const address = await app.listen({ host: "127.0.0.1", port: 0 });
    const answer = await fetch(address, { method: "POST", body: "a bed, please" });
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({ code: "unavailable" });
    resolve("too late");
    await app.close();
  });

  it("of the database to be reached is told as such", async () => {
    const nowhere = openDatabase("postgres://nobody@127.0.0.1:1/nothing", 1);
    const answer = await answerTo(() => nowhere.driver`select 1`);
    await nowhere.close();
    expect(answer).toMatchObject({ status: 503, code: "unavailable" });
  });

  it("of the database to go on is told as such", async () => {
    const stopped = database.driver`select pg_terminate_backend(pg_backend_pid())`;
    expect(await answerTo(() => stopped)).toMatchObject({ status: 503, code: "unavailable" });
  });

  it("of what was sent, to be text that can be kept, is told as bad input", async () => {
    const answer = await answerTo(() => database.driver`select ${"a\u0000b"}::text`);
    expect(answer).toMatchObject({ status: 400, code: "invalid_input" });
  });

  it("of a query is ours, whatever the query", async () => {
    const answer = await answerTo(() => database.driver`select 1 / 0`);
    expect(answer).toMatchObject({ status: 500, code: "internal" });
  });
});

describe("whether the database is away", () => {
  it("is not told by a file that is missing or a cause that never ends", () => {
    const missing = Object.assign(new Error("no such file"), { code: "ENOENT", errno: -2 });
    expect(isDatabaseAway(missing)).toBe(false);
    const round = new Error("round");
    round.cause = round;
    expect(isDatabaseAway(round)).toBe(false);
    expect(isDatabaseAway("ECONNREFUSED")).toBe(false);
  });

  it("is told through whatever wraps it", () => {
    const lost = Object.assign(new Error("write"), { code: "CONNECTION_CLOSED" });
    expect(isDatabaseAway(new Error("outer", { cause: new Error("inner", { cause: lost }) }))).toBe(
      true,
    );
  });
});
