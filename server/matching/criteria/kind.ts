import { kinds } from "../../../db/codes.ts";
import { Bitmap } from "../../bitmap.ts";
import type { Column, Criterion } from "./criterion.ts";

class KindColumn implements Column {
  readonly #of = new Map(kinds.map((name) => [name, new Bitmap()]));

  put: Column["put"] = (slot, program) => this.#of.get(program.kind)?.set(slot, true);
  remove: Column["remove"] = (slot, program) => this.#of.get(program.kind)?.set(slot, false);
  mark: Column["mark"] = (search, pass, { meets, excludes }) => {
    for (const name of search.kinds) {
      const programs = this.#of.get(name);
      if (programs) meets.or(programs);
    }
    excludes.copy(pass.live);
    excludes.andNot(meets);
  };
}

/** A kind that was asked for; where none was named, every residential one. */
export const kind: Criterion = {
  name: "kind",
  reads: ["kinds"],
  judge: (program, search) => (search.kinds.includes(program.kind) ? "meets" : "excludes"),
  explain: (program) => ({ kind: program.kind }),
  openColumn: () => new KindColumn(),
};
