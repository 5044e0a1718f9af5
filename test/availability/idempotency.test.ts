import { afterAll, expect, test } from "vitest";
import { v7 } from "uuid";
import { idempotencyKeys } from "../../db/schema/index.ts";
import { forgetAnswers } from "../../server/availability/idempotency.ts";
import { freshDatabase } from "../support/database.ts";
import { aPerson } from "./counted-program.ts";

const database = await freshDatabase();
afterAll(() => database.close());

test("answers are kept for 48 hours and then forgotten", async () => {
  const now = new Date("2026-03-08T12:00:00Z");
  const { userId } = await aPerson(database, "provider");
  const use = { userId, operation: "postBedReport", requestHash: "-", response: "{}" };
  const forgotten = await database.transaction(async (tx) => {
    await tx.insert(idempotencyKeys).values(
      [47.9, 48, 48.1, 400].map((hours) => ({
        ...{ ...use, key: `${hours} hours old ${v7()}` },
        createdAt: new Date(now.getTime() - hours * 3_600_000),
      })),
    );
    return forgetAnswers(tx, now);
  });
  const left = await database.read.select({ key: idempotencyKeys.key }).from(idempotencyKeys);
  expect(forgotten).toBe(2);
  expect(left.map(({ key }) => key.split(" ")[0])).toEqual(["47.9", "48"]);
});
