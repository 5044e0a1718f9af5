import { expect, test } from "vitest";
import type { Row } from "../bench/row.ts";
import { tableOf } from "../bench/table.ts";

const row = (what: string, measured: string): Row => ({
  ...{ what, measured, yardstick: "", ratio: Number.NaN, target: "", met: true },
});

test("what is measured again takes its own line, what is new follows what came before it", () => {
  const first = [row("a", "1 ms"), row("b", "1 ms"), row("c", "1 ms")];
  const table = tableOf([row("b", "2 ms"), row("b anew", "2 ms")], tableOf(first));
  const lines = table.split("\n").slice(2);
  expect(lines.map((line) => line.split(" | ").slice(0, 2).join(" "))).toEqual([
    "| a 1 ms",
    "| b 2 ms",
    "| b anew 2 ms",
    "| c 1 ms",
  ]);
});
