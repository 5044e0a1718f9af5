import type { Highs } from "highs";
import { createRequire } from "node:module";
import { Matrix, SVD } from "ml-matrix";

/**
 * Somebody who has everything that was published, knows how figures are withheld, and solves for
 * what was. Unknown are the counts of single facts (`atoms`), which are whole and not negative.
 */
export interface Statement<Atom> {
  readonly what: string;
  /** Whether facts of this kind count. */
  readonly of: (atom: Atom) => boolean;
  /** null: withheld. */
  readonly value: number | null;
  /** It is withheld while others of its kind are told, and so it is below five. */
  readonly isSmall?: boolean;
}

/** What else the attacker knows: the sum of `weight` over all facts is at most `atMost`. */
export interface Knowledge<Atom> {
  readonly weight: (atom: Atom) => number;
  readonly atMost: number;
}

/** Of parts that are told one by one, those that are withheld are small; or all are withheld. */
export const asParts = <Atom>(parts: readonly Statement<Atom>[]): Statement<Atom>[] => {
  const isTold = parts.some(({ value }) => value !== null);
  return parts.map((part) => ({ ...part, isSmall: isTold && part.value === null }));
};

const withheld = <Atom>(statements: readonly Statement<Atom>[]) =>
  statements.filter(({ value }) => value === null);

/** Published figures that are small. */
export const smallFigures = <Atom>(statements: readonly Statement<Atom>[]): string[] =>
  statements.flatMap(({ what, value }) => (value !== null && value < 5 ? what : []));

// Its types name a default export, which it does not have.
const loadHighs = createRequire(import.meta.url)("highs") as () => Promise<Highs>;

export interface Attacker<Atom> {
  /** Withheld figures that are a combination of published ones. */
  readonly solvedByEquations: (statements: readonly Statement<Atom>[]) => string[];
  /** Withheld figures that can be one number only, by all that is published and known. */
  readonly solvedByBounds: (
    statements: readonly Statement<Atom>[],
    knowledge?: readonly Knowledge<Atom>[],
  ) => string[];
}

export const openAttacker = async <Atom>(atoms: readonly Atom[]): Promise<Attacker<Atom>> => {
  const highs = await loadHighs();
  const rowOf = ({ of }: Statement<Atom>) => atoms.map((atom) => (of(atom) ? 1 : 0));
  const sumText = (row: readonly number[]) =>
    row
      .flatMap((weight, at) =>
        weight === 0 ? [] : [`${weight < 0 ? "-" : "+"} ${Math.abs(weight)} x${at}`],
      )
      .join(" ");

  const boundsOf = (constraints: readonly string[], wanted: Statement<Atom>): [number, number] => {
    const solve = (direction: "Minimize" | "Maximize") => {
      const named = constraints.map((constraint, at) => ` c${at}: ${constraint}`).join("\n");
      const problem = `${direction}\n obj: ${sumText(rowOf(wanted))}\nSubject To\n${named === "" ? " c: x0 >= 0" : named}\nBounds\n${atoms.map((_atom, at) => ` 0 <= x${at} <= 1000`).join("\n")}\nEnd`;
      const solved = highs.solve(problem);
      if (solved.Status !== "Optimal") throw new Error(`no solution: ${solved.Status}`);
      return solved.ObjectiveValue;
    };
    return [solve("Minimize"), solve("Maximize")];
  };

  return {
    solvedByEquations: (statements) => {
      const known = statements.filter(({ value }) => value !== null);
      if (known.length === 0) return [];
      const rank = (rows: number[][]) => new SVD(new Matrix(rows), { autoTranspose: true }).rank;
      const rows = known.map(rowOf);
      const before = rank(rows);
      return withheld(statements)
        .filter((wanted) => rank([...rows, rowOf(wanted)]) === before)
        .map(({ what }) => what);
    },
    solvedByBounds: (statements, knowledge = []) => {
      const constraints = [
        ...statements.flatMap((statement) =>
          statement.value === null ? [] : [`${sumText(rowOf(statement))} = ${statement.value}`],
        ),
        ...statements
          .filter(({ isSmall }) => isSmall === true)
          .map((small) => `${sumText(rowOf(small))} <= 4`),
        ...knowledge.map(({ weight, atMost }) => `${sumText(atoms.map(weight))} <= ${atMost}`),
      ];
      return withheld(statements)
        .filter((wanted) => {
          const [least, most] = boundsOf(constraints, wanted);
          return Math.floor(most + 1e-6) <= Math.ceil(least - 1e-6);
        })
        .map(({ what }) => what);
    },
  };
};
