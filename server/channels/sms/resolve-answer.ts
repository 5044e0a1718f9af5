import type { Gender } from "../../../db/codes.ts";
import type { BedReportInput } from "../../availability/contract.ts";
import type { SmsAnswer, Whose } from "./read-answer.ts";

export interface AnswerablePool {
  readonly id: string;
  readonly label: string;
  /** null: whoever the program takes. */
  readonly genders: readonly Gender[] | null;
}

/** A program that the sender works for, in the order in which programs are numbered for them. */
export interface AnswerableProgram {
  readonly id: string;
  readonly pools: readonly AnswerablePool[];
}

/** What stands after a report, in the order in which the program's pools are numbered. */
export const inOrder = (
  program:
    { readonly pools: readonly { readonly id: string; readonly label: string }[] } | undefined,
  counted: readonly { readonly id: string; readonly empty: number | null }[],
): { label: string; open: number | null }[] =>
  (program?.pools ?? []).map(({ id, label }) => ({
    label,
    open: counted.find((pool) => pool.id === id)?.empty ?? null,
  }));

type Statement = Extract<SmsAnswer, { kind: "same" | "full" | "counts" }>;

/** What was asked last, with the answer that it was about. */
export type Question =
  | { readonly about: "program"; readonly statement: Statement }
  | { readonly about: "pool"; readonly programId: string; readonly open: number };

export type Resolved =
  | { readonly kind: "report"; readonly programId: string; readonly input: BedReportInput }
  | { readonly kind: "ask"; readonly question: Question }
  | { readonly kind: "unclear" };

const unclear: Resolved = { kind: "unclear" };

const ofGender = (pools: readonly AnswerablePool[], gender: Gender) =>
  pools.filter(({ genders }) => genders?.includes(gender) ?? true);

/** The one pool that is meant; undefined: none, or it could be several. */
const poolFor = (
  pools: readonly AnswerablePool[],
  whose: Whose | null,
): AnswerablePool | undefined => {
  if (typeof whose === "object" && whose !== null) return pools[whose.pool - 1];
  const meant = whose === null ? pools : ofGender(pools, whose);
  return meant.length === 1 ? meant[0] : undefined;
};

const inputFor = (
  pools: readonly AnswerablePool[],
  statement: Statement,
): BedReportInput | undefined => {
  if (statement.kind === "same") return { pools: [], unchanged: true };
  if (statement.kind === "full")
    return { pools: pools.map(({ id }) => ({ pool_id: id, open: 0 })) };
  const stated = statement.counts.map(({ whose, open }) => ({
    pool_id: poolFor(pools, whose)?.id,
    open,
  }));
  const ids = stated.flatMap(({ pool_id }) => pool_id ?? []);
  if (ids.length < stated.length || new Set(ids).size < ids.length) return undefined;
  return { pools: stated.map(({ open }, position) => ({ pool_id: ids[position] ?? "", open })) };
};

const resolveFor = (program: AnswerableProgram, statement: Statement): Resolved => {
  const { id: programId, pools } = program;
  if (pools.length === 0) return unclear;
  const input = inputFor(pools, statement);
  if (input) return { kind: "report", programId, input };
  const [only] = statement.kind === "counts" ? statement.counts : [];
  return only?.whose === null
    ? { kind: "ask", question: { about: "pool", programId, open: only.open } }
    : unclear;
};

/** The number by which one of `choices` was chosen; undefined: this chooses none. */
const choiceIn = (answer: SmsAnswer, choices: number): number | undefined => {
  if (answer.kind !== "counts" || answer.program !== null || answer.counts.length > 1) {
    return undefined;
  }
  const [only] = answer.counts;
  return only?.whose === null && only.open >= 1 && only.open <= choices ? only.open : undefined;
};

const resolveChoice = (
  programs: readonly AnswerableProgram[],
  answer: SmsAnswer,
  question: Question,
): Resolved | undefined => {
  if (question.about === "program") {
    const program = programs[(choiceIn(answer, programs.length) ?? 0) - 1];
    return program && resolveFor(program, question.statement);
  }
  const program = programs.find(({ id }) => id === question.programId);
  const pool = program?.pools[(choiceIn(answer, program.pools.length) ?? 0) - 1];
  if (!program || !pool) return undefined;
  const input = { pools: [{ pool_id: pool.id, open: question.open }] };
  return { kind: "report", programId: program.id, input };
};

/**
 * What an answer comes to for a sender who works for these programs: a bed report, a question back
 * where it could be about several programs or pools, or nothing. A bare number after a question
 * chooses; anything else is read anew.
 */
export const resolveAnswer = (
  programs: readonly AnswerableProgram[],
  answer: SmsAnswer,
  question: Question | undefined,
): Resolved => {
  const chosen = question && resolveChoice(programs, answer, question);
  if (chosen) return chosen;
  if (answer.kind === "stop" || answer.kind === "start" || answer.kind === "unclear")
    return unclear;
  if (answer.program !== null) {
    const program = programs[answer.program - 1];
    return program ? resolveFor(program, answer) : unclear;
  }
  const [only, ...more] = programs;
  if (!only) return unclear;
  return more.length === 0
    ? resolveFor(only, answer)
    : { kind: "ask", question: { about: "program", statement: answer } };
};
