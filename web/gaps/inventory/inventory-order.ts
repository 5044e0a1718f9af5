import type { InventoryFigures, InventoryRow } from "../../api/schema.ts";

export type InventorySort = number | keyof InventoryFigures;

/** Rows by a code, in the words that it is shown with, or by a figure, the largest first. */
export const sortInventory = (
  rows: readonly InventoryRow[],
  sort: InventorySort,
  wordsOf: (row: InventoryRow) => readonly string[],
): InventoryRow[] => {
  const named = rows.map((row) => ({ row, words: wordsOf(row) }));
  const byWords = (a: (typeof named)[number], b: (typeof named)[number]): number => {
    const from = typeof sort === "number" ? sort : 0;
    const places = [from, ...a.words.keys()];
    for (const place of places) {
      const order = (a.words[place] ?? "").localeCompare(b.words[place] ?? "");
      if (order !== 0) return order;
    }
    return 0;
  };
  const figure = ({ row }: (typeof named)[number]) =>
    typeof sort === "number" ? 0 : (row.figures[sort] ?? -1);
  return named.toSorted((a, b) => figure(b) - figure(a) || byWords(a, b)).map(({ row }) => row);
};
