import { Bitmap } from "../../bitmap.ts";
import type { ProgramFacts } from "../facts.ts";
import type { Column, Criterion, Verdict } from "./criterion.ts";

type Served = "direct" | "interpreter" | "none" | "unknown";

const servedIn = (program: ProgramFacts, asked: string): Served => {
  const listed = program.languages.find(({ language }) => language === asked)?.mode;
  if (listed === "direct" || listed === "interpreter") return listed;
  if (program.interpreterAnyLanguage === true) return "interpreter";
  if (listed === "none") return "none";
  const closedList = program.interpreterAnyLanguage === false && program.languages.length > 0;
  return closedList ? "none" : "unknown";
};

const verdictOf = (served: Served, interpreter: boolean): Verdict => {
  if (served === "none") return "excludes";
  if (served === "unknown") return "unknown";
  return served === "direct" || interpreter ? "meets" : "ask";
};

const worstFirst = ["excludes", "ask", "unknown"] as const;

/** Programs by how they serve one language; `listing`: those that say anything about it. */
interface Serving {
  readonly listing: Bitmap;
  readonly direct: Bitmap;
  readonly interpreter: Bitmap;
  readonly none: Bitmap;
}

const nobody = (): Serving => ({
  listing: new Bitmap(),
  direct: new Bitmap(),
  interpreter: new Bitmap(),
  none: new Bitmap(),
});

/** Stands for any language that a program does not list. */
const unlisted = "";

class LanguageColumn implements Column {
  readonly #serving = new Map<string, Serving>([[unlisted, nobody()]]);
  readonly #meets = new Bitmap();
  readonly #excludes = new Bitmap();

  put: Column["put"] = (slot, program) => this.#set(slot, program, true);
  remove: Column["remove"] = (slot, program) => this.#set(slot, program, false);

  #set(slot: number, program: ProgramFacts, on: boolean): void {
    for (const asked of [unlisted, ...program.languages.map((row) => row.language)]) {
      const serving = this.#serving.get(asked) ?? nobody();
      this.#serving.set(asked, serving);
      serving.listing.set(slot, on);
      const served = servedIn(program, asked);
      if (served !== "unknown") serving[served].set(slot, on);
    }
  }

  mark: Column["mark"] = (search, pass, marks) => {
    marks.meets.copy(pass.live);
    for (const asked of search.languages) {
      this.#markOne(asked, search.interpreter);
      marks.meets.and(this.#meets);
      marks.excludes.or(this.#excludes);
    }
    marks.meets.andNot(marks.excludes);
  };

  #markOne(asked: string, interpreter: boolean): void {
    this.#meets.clear();
    this.#excludes.clear();
    const listed = this.#serving.get(asked);
    const others = this.#serving.get(unlisted);
    if (others) {
      if (interpreter) this.#meets.or(others.interpreter);
      this.#excludes.or(others.none);
    }
    if (!listed) return;
    this.#meets.andNot(listed.listing);
    this.#excludes.andNot(listed.listing);
    this.#meets.or(listed.direct);
    if (interpreter) this.#meets.or(listed.interpreter);
    this.#excludes.or(listed.none);
  }
}

/** Every language asked for, spoken by the program or through an interpreter; none asked: met. */
export const language: Criterion = {
  name: "language",
  reads: ["languages", "interpreter"],
  judge: (program, search) => {
    const verdicts = search.languages.map((asked) =>
      verdictOf(servedIn(program, asked), search.interpreter),
    );
    return worstFirst.find((verdict) => verdicts.includes(verdict)) ?? "meets";
  },
  explain: (program, search) => ({
    languages: search.languages.map((asked) => ({
      language: asked,
      mode: servedIn(program, asked),
    })),
  }),
  openColumn: () => new LanguageColumn(),
};
