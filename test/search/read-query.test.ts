import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { circumstances, genders, kinds, services } from "../../db/codes.ts";
import { queryWords, readTerms, readText } from "../../server/search/read-query.ts";
import { synonyms } from "../../server/search/synonyms.ts";

const terms = (q: string) => readTerms(queryWords(q), new Map());
const codes = (q: string) => terms(q).flatMap((term) => term.codes);

describe("synonyms", () => {
  test("there are more than sixty groups beside the names of the codes", () => {
    const codesByName = kinds.length + services.length + circumstances.length + genders.length;
    expect(synonyms.length - codesByName).toBeGreaterThan(60);
  });

  test("every code that words stand for exists", () => {
    const known = new Set<string>([
      ...kinds.map((code) => `kind:${code}`),
      ...services.map((code) => `service:${code}`),
      ...circumstances.map((code) => `circumstance:${code}`),
      ...genders.map((code) => `gender:${code}`),
      ...["dedicated:true", "nation:US"],
    ]);
    for (const code of synonyms.flatMap((group) => group.codes)) {
      if (code.startsWith("language:")) expect(code).toMatch(/^language:[a-z]{3}$/);
      else expect(known).toContain(code);
    }
  });

  test("every phrase of a group is understood as that group", () => {
    for (const { words, codes: meant } of synonyms) {
      for (const phrase of words)
        expect(codes(phrase), phrase).toEqual(expect.arrayContaining([...meant]));
    }
  });
});

describe("reading what was typed", () => {
  test("a phrase is one term, its words are not", () => {
    expect(terms("casa segura oakland")).toHaveLength(2);
    expect(terms("harbor oakland")).toHaveLength(2);
  });

  test("only the last word may go on", () => {
    const typed = terms("harbor oak").map(({ wordings: [typed] }) => typed?.prefix);
    expect(typed).toEqual([false, true]);
  });

  test("words that say nothing are left out, unless there are no others", () => {
    expect(queryWords("Children of the Night")).toEqual(["children", "night"]);
    expect(queryWords("of the")).toEqual(["of", "the"]);
  });

  test("an unknown word is looked for as what it may have meant, best first", () => {
    const [term] = readTerms(["nihgt"], new Map([["nihgt", ["night", "nigh"]]]));
    const corrected = term?.wordings.filter(({ origin }) => origin === "corrected");
    expect(corrected?.map(({ words }) => words)).toEqual([["night"], ["nigh"]]);
  });

  test("blanks are no text, text without a word is one that finds nothing", async () => {
    const none = () => Promise.resolve(new Map<string, string[]>());
    expect(await readText("  ", none)).toBeUndefined();
    expect((await readText("😀", none))?.terms).toEqual([]);
  });

  test("whatever is typed, few words are looked at and all of them are plain", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (q) => {
        expect(queryWords(q).length).toBeLessThanOrEqual(12);
        for (const { wordings } of terms(q)) {
          for (const { words } of wordings) expect(words.join("")).toMatch(/^[\p{L}\p{N}]+$/u);
        }
      }),
    );
  });
});
