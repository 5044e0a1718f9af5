import { afterAll, beforeAll, expect, test } from "vitest";
import { holds } from "../../db/schema/index.ts";
import { jobQueue } from "../../db/jobs.ts";
import {
  expireHoldsJob,
  forgetRequestsJob,
  workPlacementJobs,
} from "../../server/placements/jobs.ts";
import { aListing } from "../support/listings.ts";
import { minutes, noon, openPlacements } from "./asking.ts";

const near = aListing({ key: "near" });
let harbor: Awaited<ReturnType<typeof openPlacements>>;
beforeAll(async () => {
  harbor = await openPlacements({ listings: [near] });
});
afterAll(() => harbor.close());

test("what has expired is written down by a job", async () => {
  await harbor.placed([near.key]);
  harbor.clock.set(minutes(31));
  await harbor.jobs.put(expireHoldsJob, {});
  await harbor.runJobs();
  const [hold] = await harbor.database.read.select().from(holds);
  expect(hold?.state).toBe("expired");
  harbor.clock.set(noon);
});

test("the job comes each minute, and not while one of it waits", async () => {
  const queue = jobQueue(harbor.database.url, { onFailure: console.error });
  workPlacementJobs({ ...harbor, config: harbor.config, jobs: queue, clock: () => noon });
  await queue.open();
  await queue.start();
  await queue.stop();
  const kept = await harbor.database.driver`
    select cron from pgboss.schedule where name = ${expireHoldsJob.name}`;
  expect(kept.map((row) => String(row["cron"]))).toEqual(["* * * * *"]);
  const daily = await harbor.database.driver`
    select cron from pgboss.schedule where name = ${forgetRequestsJob.name}`;
  expect(daily.map((row) => String(row["cron"]))).toEqual(["20 9 * * *"]);
  expect(await harbor.jobs.put(expireHoldsJob, {})).toBe(true);
  expect(await harbor.jobs.put(expireHoldsJob, {})).toBe(false);
});
