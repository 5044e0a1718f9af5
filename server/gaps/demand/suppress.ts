/** Figures of demand below this are withheld (rule 12). */
export const smallest = 5;

/** A figure, or null: withheld. */
export type Figure = number | null;

const sum = (counts: readonly number[]): number => counts.reduce((a, b) => a + b, 0);

/**
 * Whether small counts that stand together, whose sum can be had by subtraction, stay unknown each:
 * the sum is no small figure itself, and it is not all that each of them could be at most.
 */
const isHidden = (small: readonly number[]): boolean => {
  const mass = sum(small);
  return mass >= smallest && mass < (smallest - 1) * small.length;
};

/**
 * The parts of a published total. Small parts are withheld; where the rest of the total would tell
 * them, all parts are. Parts that are none hide nobody: who reads may know that they cannot be.
 */
export const publishParts = (counts: readonly number[]): Figure[] => {
  const small = counts.filter((count) => count < smallest);
  if (small.length === 0) return [...counts];
  if (!isHidden(small.filter((count) => count > 0))) return counts.map(() => null);
  return counts.map((count) => (count < smallest ? null : count));
};

/**
 * What small areas come to together, if that may be told: by itself it is a figure, and with each
 * of them below five it must not tell any.
 */
export const publishRest = (small: readonly number[]): Figure =>
  isHidden(small) ? sum(small) : null;
