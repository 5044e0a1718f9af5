import { iso6393 } from "iso-639-3";
import { expect, test } from "vitest";
import { isLanguage, isLanguageCode } from "../../server/directory/language-codes.ts";

test("codes of languages are those of ISO 639-3, special ones apart", () => {
  const codes = iso6393.map(({ iso6393: code }) => code);
  expect(codes.filter((code) => !isLanguageCode(code))).toEqual([]);
  expect(iso6393.filter(({ scope }) => scope === "special").length).toBeGreaterThan(0);
  for (const { iso6393: code, scope } of iso6393) {
    expect(isLanguage(code), code).toBe(scope !== "special");
  }
});

test("what looks like a code and is none is refused", () => {
  for (const code of ["", "en", "xxx", "SPA", "spa "]) {
    expect(isLanguageCode(code), code).toBe(false);
    expect(isLanguage(code), code).toBe(false);
  }
});
