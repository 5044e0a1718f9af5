import type { Row } from "./row.ts";

const cells = ({ what, measured, yardstick, ratio, target, met }: Row): string[] => {
  const times = Number.isFinite(ratio) ? `${ratio.toFixed(2)}x` : "";
  const outcome = target === "" ? "" : met ? "met" : "missed";
  return [what, measured, yardstick, times, target, outcome];
};

/** A row as a line of the table. */
export const lineOf = (row: Row): string => `| ${cells(row).join(" | ")} |`;

const whatOf = (line: string): string => (line.split("|")[1] ?? "").trim();

const head = [
  "| what | measured | beside | ratio | target | |",
  "| --- | --- | --- | --- | --- | --- |",
];

/** The lines of a table that was written before, without its head. */
const linesIn = (page: string): string[] =>
  page.split("\n").filter((line) => line.startsWith("| ") && !/^\| (what|-+) +\|/.test(line));

/**
 * A table of what was measured. Lines of `page` that measure something else stay where they are; one
 * of the same name gives way, and a new one follows the one that was measured before it.
 */
export const tableOf = (rows: readonly Row[], page = ""): string => {
  const lines = linesIn(page);
  let at = lines.length;
  for (const line of rows.map(lineOf)) {
    const same = lines.findIndex((other) => whatOf(other) === whatOf(line));
    if (same === -1) lines.splice(at, 0, line);
    else lines[same] = line;
    at = (same === -1 ? at : same) + 1;
  }
  return [...head, ...lines].join("\n");
};
