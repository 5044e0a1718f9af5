import type { Bitmap } from "../../bitmap.ts";
import type { CriterionResult, Facts } from "../contract.ts";
import type { ProgramFacts } from "../facts.ts";
import type { IntakeColumns } from "../intake-columns.ts";
import type { PlaceColumns } from "../place-columns.ts";
import type { CriterionName, Search, View } from "../search.ts";

export type Verdict = CriterionResult["verdict"];

/** Verdicts of one criterion for every program; in neither: `ask` or `unknown`. */
export interface Marks {
  readonly meets: Bitmap;
  readonly excludes: Bitmap;
}

/** One look over all programs. */
export interface Pass {
  /** Slots that hold a program. */
  readonly live: Bitmap;
  /** Distances from where the child is from, as far as the viewer may know them. */
  readonly places: PlaceColumns;
  readonly intake: IntakeColumns;
}

/**
 * What one criterion keeps of every program, so that it judges all of them at once. It is filled by
 * the same rule that judges one program.
 */
export interface Column {
  /** Takes in the program at a slot that is empty. */
  put(slot: number, program: ProgramFacts): void;
  /** Empties the slot of the program that is in it. */
  remove(slot: number, program: ProgramFacts): void;
  /** Adds the verdicts to `marks`, which are empty. */
  mark(search: Search, pass: Pass, marks: Marks): void;
}

/** One thing that decides whether a program can take a child. */
export interface Criterion {
  readonly name: CriterionName;
  /** What of a search it looks at: a change elsewhere leaves its verdicts as they are. */
  readonly reads: readonly (keyof Search)[];
  judge(program: ProgramFacts, search: Search, view: View): Verdict;
  /** The facts behind the verdict. */
  explain(program: ProgramFacts, search: Search, view: View): Facts;
  openColumn(): Column;
}

/** A column of a criterion that keeps nothing of its own. */
export const withoutColumn = (mark: Column["mark"]): Column => ({
  put: () => undefined,
  remove: () => undefined,
  mark,
});
