import type { AreaScope } from "../../../db/codes.ts";
import { Bitmap } from "../../bitmap.ts";
import type { ProgramFacts } from "../facts.ts";
import type { Origin } from "../search.ts";
import { SlotLists } from "../slot-lists.ts";
import type { Column, Criterion } from "./criterion.ts";

const nation = "US";

/** Areas that a child of this county is from, the narrowest first. */
const areasOf = (county: NonNullable<Origin["county"]>): { scope: AreaScope; code: string }[] => [
  { scope: "county", code: county.fips },
  { scope: "state", code: county.state },
  { scope: "nation", code: nation },
];

const coverage = (program: ProgramFacts, from: Origin | null) =>
  from?.county && areasOf(from.county).find(({ code }) => program.areas.includes(code));

const isNeighbour = (program: ProgramFacts, from: Origin | null): boolean =>
  program.prefersFromElsewhere === true &&
  program.site?.countyFips != null &&
  program.site.countyFips === from?.county?.fips;

class AreaColumn implements Column {
  readonly #stated = new Bitmap();
  readonly #serving = new SlotLists();
  readonly #preferringElsewhere = new SlotLists();

  put: Column["put"] = (slot, program) => {
    this.#stated.set(slot, program.areas.length > 0);
    for (const code of program.areas) this.#serving.add(code, slot);
    const own = program.site?.countyFips;
    if (own && program.prefersFromElsewhere === true) this.#preferringElsewhere.add(own, slot);
  };

  remove: Column["remove"] = (slot, program) => {
    this.#stated.set(slot, false);
    for (const code of program.areas) this.#serving.remove(code, slot);
    const own = program.site?.countyFips;
    if (own && program.prefersFromElsewhere === true) this.#preferringElsewhere.remove(own, slot);
  };

  readonly #asking = new Bitmap();

  mark: Column["mark"] = ({ from }, _pass, { meets, excludes }) => {
    if (!from?.county) return;
    for (const { code } of areasOf(from.county)) this.#serving.addTo(meets, code);
    excludes.copy(this.#stated);
    excludes.andNot(meets);
    this.#asking.clear();
    this.#preferringElsewhere.addTo(this.#asking, from.county.fips);
    meets.andNot(this.#asking);
  };
}

/**
 * The program serves the child's county, state or the nation. One that prefers children from
 * elsewhere is asked about those of its own county. Not knowing where the child is from, or what
 * the program serves: unknown.
 */
export const area: Criterion = {
  name: "area",
  reads: ["from"],
  judge: (program, { from }) => {
    if (!from?.county || program.areas.length === 0) return "unknown";
    if (!coverage(program, from)) return "excludes";
    return isNeighbour(program, from) ? "ask" : "meets";
  },
  explain: (program, { from }) => ({
    ...coverage(program, from),
    ...(isNeighbour(program, from) ? { prefers_from_elsewhere: true } : {}),
  }),
  openColumn: () => new AreaColumn(),
};
