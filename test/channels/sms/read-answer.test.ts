import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readAnswer, type SmsAnswer } from "../../../server/channels/sms/read-answer.ts";

const answerTo = (text: string): SmsAnswer => readAnswer(text).answer;
const all = (open: number) => ({ kind: "counts", program: null, counts: [{ whose: null, open }] });
const both = (girl: number, boy: number) => ({
  kind: "counts",
  program: null,
  counts: [
    { whose: "girl", open: girl },
    { whose: "boy", open: boy },
  ],
});

describe("an answer by text message", () => {
  it.each<[string, object]>([
    ["3", all(3)],
    [" 0 ", all(0)],
    ["3.", all(3)],
    ["3 beds", all(3)],
    ["3 camas libres", all(3)],
    ["3 girls 1 boys", both(3, 1)],
    ["3 Girls, 1 boy", both(3, 1)],
    ["3 girls and 1 boy", both(3, 1)],
    ["3 niñas 1 niño", both(3, 1)],
    ["3 NIÑAS y 1 NIÑO", both(3, 1)],
    ["2 nin\u0303as 2 ninos", both(2, 2)],
    ["same", { kind: "same", program: null }],
    ["Same!", { kind: "same", program: null }],
    ["igual", { kind: "same", program: null }],
    ["FULL", { kind: "full", program: null }],
    ["lleno", { kind: "full", program: null }],
    ["stop", { kind: "stop" }],
    ["Alto", { kind: "stop" }],
    ["parar", { kind: "stop" }],
    ["START", { kind: "start" }],
    ["2: 3", { kind: "counts", program: 2, counts: [{ whose: null, open: 3 }] }],
    ["2:same", { kind: "same", program: 2 }],
    [
      "1=3 2=0",
      {
        kind: "counts",
        program: null,
        counts: [
          { whose: { pool: 1 }, open: 3 },
          { whose: { pool: 2 }, open: 0 },
        ],
      },
    ],
  ])("%s", (text, answer) => expect(answerTo(text)).toEqual(answer));

  it.each([
    "",
    "   ",
    "three",
    "3 4",
    "girls 3",
    "3 girls 1",
    "3 girls 2 girls",
    "about 3",
    "3 or 4",
    "3-4",
    "-3",
    "3.5",
    "3,5",
    "1000",
    "10000",
    "3 niños",
    "3 chicos",
    "not full",
    "same same",
    "full 3",
    "stop 3",
    "1: stop",
    "same as yesterday",
    "3 girls 1=2",
    "1=1 1=2",
    "٣",
    "３",
    "три",
    "3 дівчини",
    "ful",
    "😀",
    "0x3",
    "1e2",
    "3".repeat(1600),
    "3 girls 1 boys ".repeat(100),
    "'; drop table bed_pools; --",
  ])("is unclear: %j", (text) => expect(answerTo(text)).toEqual({ kind: "unclear" }));

  it("tells the language that it is in", () => {
    expect(readAnswer("3 niñas 1 niño").language).toBe("es");
    expect(readAnswer("full").language).toBe("en");
    expect(readAnswer("3").language).toBeNull();
  });

  it("never fails and never makes up a number, whatever is sent", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
        const answer = answerTo(text);
        if (answer.kind !== "counts") return;
        const said = new Set((text.match(/\d+/g) ?? []).map(Number));
        for (const { open } of answer.counts) expect(said).toContain(open);
      }),
      { numRuns: 3000 },
    );
  });

  it("is unclear as soon as it holds a word more than it may", () => {
    const known = fc.constantFrom("3", "3 girls 1 boys", "same", "full", "igual", "1=2", "2: 4");
    const strange = fc
      .string({
        unit: fc.constantFrom(...Array.from("abcdeghjkmnñopqrstuvwxzéя")),
        minLength: 3,
        maxLength: 12,
      })
      .filter((word) => answerTo(word).kind === "unclear")
      .filter(
        (word) =>
          !/^(beds?|open|girls?|boys?|ni[nñ][oa]s?|chic[oa]s?|camas?|libres?|and)$/.test(word),
      );
    fc.assert(
      fc.property(known, strange, fc.boolean(), (text, word, before) => {
        expect(answerTo(before ? `${word} ${text}` : `${text} ${word}`).kind).toBe("unclear");
      }),
    );
  });

  it("reads what it is said in any spacing, case and accent alike", () => {
    const texts = fc.constantFrom("3 girls 1 boys", "3 niñas 1 niño", "same", "1=3 2=0");
    const gap = fc.constantFrom(" ", "  ", ", ", "; ", "\n");
    fc.assert(
      fc.property(texts, gap, fc.boolean(), (text, space, loud) => {
        const written = text.replaceAll(" ", space).normalize(loud ? "NFD" : "NFC");
        expect(answerTo(loud ? written.toUpperCase() : written)).toEqual(answerTo(text));
      }),
    );
  });
});
