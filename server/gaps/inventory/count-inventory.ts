import { ageBands, residentialKinds, type AgeBand } from "../../../db/codes.ts";
import type { InventoryProgram } from "./inventory.repo.ts";

/** By what programs and beds are told apart. */
export const inventoryDimensions = [
  "state",
  "county",
  "kind",
  "gender",
  "age_band",
  "dedicated",
  "served",
] as const;
export type InventoryDimension = (typeof inventoryDimensions)[number];

export interface InventoryFigures {
  programs: number;
  /** Of residential kinds: those that take anybody under 18. */
  taking_minors: number;
  with_listed_beds: number;
  listed_beds: number;
  with_reported_beds: number | null;
  reported_beds: number | null;
}

const adult = 18;
const residential: readonly string[] = residentialKinds;

const bandsOf = ({ ageMin, ageMax }: InventoryProgram): (AgeBand | "unstated")[] => {
  if (ageMin === null && ageMax === null) return ["unstated"];
  return ageBands.filter((band) => {
    const [youngest = 0, oldest = 0] = band.split("_").map(Number);
    return (ageMin ?? 0) <= oldest && (ageMax ?? oldest) >= youngest;
  });
};

const servedBy = ({ domestic, international }: InventoryProgram): string => {
  if (domestic === null && international === null) return "unstated";
  if (domestic === true) return international === true ? "both" : "domestic";
  return international === true ? "international" : "neither";
};

const dedication = (dedicated: boolean | null): string => {
  if (dedicated === null) return "unstated";
  return dedicated ? "dedicated" : "general";
};

/** Codes under which a program counts; under several by gender and by age, so these do not add up. */
const codesOf = (
  program: InventoryProgram,
  dimension: InventoryDimension,
): readonly (string | null)[] => {
  switch (dimension) {
    case "state":
      return [program.state];
    case "county":
      return [program.county];
    case "kind":
      return [program.kind];
    case "gender":
      return program.genders.length === 0 ? ["unstated"] : program.genders;
    case "age_band":
      return bandsOf(program);
    case "dedicated":
      return [dedication(program.dedicated)];
    case "served":
      return [servedBy(program)];
  }
};

export type InventoryCodes = Partial<Record<InventoryDimension, string | null>>;
export interface InventoryRow {
  readonly by: InventoryCodes;
  readonly figures: InventoryFigures;
}

const takesMinors = ({ kind, ageMin, ageMax }: InventoryProgram): boolean =>
  residential.includes(kind) && (ageMin !== null || ageMax !== null) && (ageMin ?? 0) < adult;

const add = (figures: InventoryFigures, program: InventoryProgram, mayCount: boolean): void => {
  figures.programs += 1;
  if (takesMinors(program)) figures.taking_minors += 1;
  if (program.listedBeds !== null) {
    figures.with_listed_beds += 1;
    figures.listed_beds += program.listedBeds;
  }
  if (!mayCount) {
    figures.with_reported_beds = null;
    figures.reported_beds = null;
  }
  if (!program.hasReported || figures.with_reported_beds === null) return;
  figures.with_reported_beds += 1;
  figures.reported_beds = (figures.reported_beds ?? 0) + (program.reportedBeds ?? 0);
};

const nothing = (): InventoryFigures => ({
  ...{ programs: 0, taking_minors: 0, with_listed_beds: 0, listed_beds: 0 },
  ...{ with_reported_beds: 0, reported_beds: 0 },
});

const combinations = (
  program: InventoryProgram,
  dimensions: readonly InventoryDimension[],
): InventoryCodes[] =>
  dimensions.reduce<InventoryCodes[]>(
    (found, dimension) =>
      found.flatMap((codes) =>
        codesOf(program, dimension).map((code) => ({ ...codes, [dimension]: code })),
      ),
    [{}],
  );

/**
 * Programs and beds by these dimensions, in order of their codes, and over all.
 * @param mayCount whether reported beds of the program may be told; a row with one of which they
 *   may not has none
 */
export const countInventory = (
  programs: readonly InventoryProgram[],
  dimensions: readonly InventoryDimension[],
  mayCount: (program: InventoryProgram) => boolean,
): { total: InventoryFigures; rows: InventoryRow[] } => {
  const total = nothing();
  const rows = new Map<string, InventoryRow>();
  for (const program of programs) {
    const counted = mayCount(program);
    add(total, program, counted);
    if (dimensions.length === 0) continue;
    for (const by of combinations(program, dimensions)) {
      const key = JSON.stringify(by);
      const row = rows.get(key) ?? { by, figures: nothing() };
      add(row.figures, program, counted);
      rows.set(key, row);
    }
  }
  return {
    total,
    rows: [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row),
  };
};
