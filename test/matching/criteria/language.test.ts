import { describe, expect, test } from "vitest";
import type { LanguageMode } from "../../../db/codes.ts";
import { language } from "../../../server/matching/criteria/language.ts";
import { aProgram, aSearch, asWorker } from "../programs.ts";

const serving = (modes: Record<string, LanguageMode>, interpreterAnyLanguage: boolean | null) =>
  aProgram({
    languages: Object.entries(modes).map(([code, mode]) => ({ language: code, mode })),
    interpreterAnyLanguage,
  });

const judge = (
  program: ReturnType<typeof serving>,
  languages: string[],
  interpreter = true,
): string => language.judge(program, aSearch({ languages, interpreter }), asWorker);

describe("language", () => {
  test("spoken directly is met, also where only a direct speaker will do", () => {
    const program = serving({ spa: "direct" }, null);
    expect(judge(program, ["spa"])).toBe("meets");
    expect(judge(program, ["spa"], false)).toBe("meets");
  });

  test("through an interpreter is met, and asked where only a direct speaker will do", () => {
    const program = serving({ spa: "interpreter" }, null);
    expect(judge(program, ["spa"])).toBe("meets");
    expect(judge(program, ["spa"], false)).toBe("ask");
  });

  test("that is not listed is met by an interpreter for any language", () => {
    const program = serving({ eng: "direct" }, true);
    expect(judge(program, ["vie"])).toBe("meets");
    expect(judge(program, ["vie"], false)).toBe("ask");
  });

  test("that is not listed is refused where the list is closed", () => {
    expect(judge(serving({ eng: "direct" }, false), ["vie"])).toBe("excludes");
  });

  test("that is not listed is unknown where nothing closes the list", () => {
    expect(judge(serving({ eng: "direct" }, null), ["vie"])).toBe("unknown");
    expect(judge(serving({}, false), ["vie"])).toBe("unknown");
  });

  test("that the program said it cannot serve is refused, unless an interpreter serves any", () => {
    expect(judge(serving({ vie: "none" }, null), ["vie"])).toBe("excludes");
    expect(judge(serving({ vie: "none" }, true), ["vie"])).toBe("meets");
  });

  test("counts as the worst of several", () => {
    const program = serving({ eng: "direct", spa: "interpreter", vie: "none" }, null);
    expect(judge(program, ["eng", "spa"], false)).toBe("ask");
    expect(judge(program, ["eng", "tgl"])).toBe("unknown");
    expect(judge(program, ["eng", "vie"])).toBe("excludes");
    expect(judge(program, [])).toBe("meets");
  });

  test("says of each how it is served", () => {
    const program = serving({ spa: "direct", vie: "none" }, null);
    const asked = aSearch({ languages: ["spa", "vie", "tgl"] });
    expect(language.explain(program, asked, asWorker)).toEqual({
      languages: [
        { language: "spa", mode: "direct" },
        { language: "vie", mode: "none" },
        { language: "tgl", mode: "unknown" },
      ],
    });
  });
});
