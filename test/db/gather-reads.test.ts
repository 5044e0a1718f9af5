import { expect, test } from "vitest";
import { gatherReads } from "../../db/gather-reads.ts";

/** A reading that ends when it is told to, and says what it was asked for. */
const slowReading = (patience?: number) => {
  const asked: { keys: readonly number[]; end: () => void; fail: () => void }[] = [];
  const read = gatherReads(
    (keys: readonly number[]) =>
      new Promise<Map<number, string>>((resolve, reject) => {
        asked.push({
          keys,
          end: () => resolve(new Map(keys.map((key) => [key, `read ${asked.length}`]))),
          fail: () => reject(new Error("away")),
        });
      }),
    patience,
  );
  return { asked, read };
};
const settled = () => new Promise((resolve) => setImmediate(resolve));

test("who asks alone is read for at once", async () => {
  const { asked, read } = slowReading();
  const answer = read([1, 2]);
  expect(asked.map(({ keys }) => keys)).toEqual([[1, 2]]);
  asked[0]?.end();
  expect((await answer).get(2)).toBe("read 1");
});

test("those who ask meanwhile share one reading, which begins after they asked", async () => {
  const { asked, read } = slowReading();
  const first = read([1]);
  const others = [read([1, 2]), read([2, 3])];
  expect(asked).toHaveLength(1);
  asked[0]?.end();
  await first;
  await settled();
  expect(asked.map(({ keys }) => keys)).toEqual([[1], [1, 2, 3]]);
  asked[1]?.end();
  // What was under way when they asked is too old for them.
  for (const answer of await Promise.all(others)) expect(answer.get(2)).toBe("read 2");
});

test("a reading that fails fails for those who share it, and the next goes on", async () => {
  const { asked, read } = slowReading();
  const first = read([1]);
  const second = read([2]);
  asked[0]?.fail();
  await expect(first).rejects.toThrow("away");
  await settled();
  asked[1]?.end();
  expect((await second).get(2)).toBe("read 2");
});

test("more keys than one reading should ask for do not wait", () => {
  const { asked, read } = slowReading();
  void read([1]);
  void read(Array.from({ length: 5000 }, (_, key) => key));
  expect(asked.map(({ keys }) => keys.length)).toEqual([1, 5000]);
});

test("a reading that takes too long holds nobody up", () => {
  const { asked, read } = slowReading(0);
  void read([1]);
  void read([2]);
  expect(asked.map(({ keys }) => keys)).toEqual([[1], [2]]);
});
