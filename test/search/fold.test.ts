import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fold, nameWordsOf, plainName, wordsOf } from "../../server/search/fold.ts";
import { markerOf } from "../../server/search/mark-name.ts";

describe("folding", () => {
  test.each([
    ["Niñez", "ninez"],
    ["ÁÉÍÓÚ", "aeiou"],
    ["Đường phố", "duong pho"],
    ["ﬁne Straße", "fine strasse"],
    ["Ⅳ ½", "iv 1⁄2"],
  ])("%s becomes %s", (text, folded) => {
    expect(fold(text)).toBe(folded);
  });

  test("folding twice is folding once, and composed or not is the same", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        expect(fold(fold(text))).toBe(fold(text));
        expect(fold(text.normalize("NFD"))).toBe(fold(text.normalize("NFC")));
      }),
    );
  });

  test("words hold letters and digits and nothing else", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        for (const word of wordsOf(text)) expect(word).toMatch(/^[\p{L}\p{N}]+$/u);
      }),
    );
  });

  test("an apostrophe is no end of a word, capitals inside one are a beginning", () => {
    expect(wordsOf("Children’s O'Neil 24/7")).toEqual(["childrens", "oneil", "24", "7"]);
    expect(nameWordsOf("GenerateHope")).toEqual(["generatehope", "generate", "hope"]);
    expect(plainName("  C.A.S.A.  of L.A. ")).toBe("c a s a of l a");
  });
});

describe("marking", () => {
  const mark = (name: string, ...words: string[]) =>
    markerOf(words.map((word) => ({ word: word.replace("*", ""), prefix: word.endsWith("*") })))(
      name,
    )
      ?.replaceAll("\uE000", "[")
      .replaceAll("\uE001", "]");

  test.each([
    ["Centro Niñez", ["ninez"], "Centro [Niñez]"],
    ["Centro Nin\u0303ez", ["ninez"], "Centro [Nin\u0303ez]"],
    ["Children's House", ["childrens"], "[Children's] House"],
    ["Safe Houses", ["house"], "Safe [Houses]"],
    ["Night and nightfall", ["nigh*"], "[Night] and [nightfall]"],
    ["GenerateHope", ["hope"], "[GenerateHope]"],
    ["Straße 5", ["strasse"], "[Straße] 5"],
  ])("%s, looked for as %j, reads %s", (name, words, marked) => {
    expect(mark(name, ...words)).toBe(marked);
  });

  test("a name without a sought word is not marked", () => {
    expect(mark("Harbor House", "night")).toBeUndefined();
  });

  test("marks never change what the name says", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.string(), (name, word) => {
        const clean = name.replace(/[\uE000\uE001]/gu, "");
        const marked = markerOf([{ word, prefix: true }])(clean);
        expect((marked ?? clean).replace(/[\uE000\uE001]/gu, "")).toBe(clean);
      }),
    );
  });
});
