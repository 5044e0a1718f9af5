import { criteria as names } from "../contract.ts";
import type { CriterionName } from "../search.ts";
import { age } from "./age.ts";
import { area } from "./area.ts";
import { avoid } from "./avoid.ts";
import { circumstances } from "./circumstances.ts";
import type { Criterion, Verdict } from "./criterion.ts";
import { dedicated } from "./dedicated.ts";
import { distance } from "./distance.ts";
import { gender } from "./gender.ts";
import { intake } from "./intake.ts";
import { kind } from "./kind.ts";
import { language } from "./language.ts";

const byName: Readonly<Record<CriterionName, Criterion>> = {
  kind,
  age,
  gender,
  language,
  area,
  circumstances,
  dedicated,
  distance,
  avoid,
  intake,
};

/** Every criterion, in the order in which they are shown. */
export const criteria: readonly Criterion[] = names.map((name) => byName[name]);

/** The verdict of one criterion; one that the search dropped counts as met. */
export const judge = (
  criterion: Criterion,
  ...[program, search, view]: Parameters<Criterion["judge"]>
): Verdict =>
  search.dropped.includes(criterion.name) ? "meets" : criterion.judge(program, search, view);
