import { afterAll, afterEach, expect, test, vi } from "vitest";
import { followChanges } from "../../db/change-feed.ts";
import { FeedPulse, type Beat } from "../../server/matching/feed-pulse.ts";
import { freshDatabase } from "../support/database.ts";

const database = await freshDatabase();
afterAll(() => database.close());

let stop = new AbortController();
afterEach(() => {
  stop.abort();
  stop = new AbortController();
});

const pulseOf = (onSilence: () => void = () => undefined) =>
  new FeedPulse(
    database,
    { clock: () => new Date(), beatMs: 5 },
    {
      onSilence,
      onFailure: (error) => {
        throw error;
      },
    },
  );

test("a beat that comes back says when it was sent, once, and only to who sent it", async () => {
  const [mine, another] = [pulseOf(), pulseOf()];
  const returned: (Beat & { id: string })[] = [];
  let strange = 0;
  const feed = await followChanges(database, {
    onChange: () => undefined,
    onConnected: () => undefined,
    onBeat: (id) => {
      if (another.returned(id)) strange += 1;
      const beat = mine.returned(id);
      if (beat) returned.push({ ...beat, id });
    },
  });
  const began = Date.now();
  mine.start(stop.signal);
  await vi.waitFor(() => expect(returned.length).toBeGreaterThan(3), { timeout: 10_000 });
  await feed.stop();
  expect(strange).toBe(0);
  for (const { sentAt, id } of returned) {
    expect(sentAt.getTime()).toBeGreaterThanOrEqual(began);
    expect(mine.returned(id)).toBeUndefined();
  }
});

test("a feed on which no beat comes back is told to be silent, again and again", async () => {
  const onSilence = vi.fn();
  pulseOf(onSilence).start(stop.signal);
  await vi.waitFor(() => expect(onSilence.mock.calls.length).toBeGreaterThan(1), {
    timeout: 10_000,
  });
});

test("stops when it is told to", async () => {
  const pulse = pulseOf();
  pulse.start(stop.signal);
  stop.abort();
  await expect(pulse.stopped).resolves.toBeUndefined();
});
