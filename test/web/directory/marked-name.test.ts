import { expect, test } from "vitest";
import { markedParts } from "../../../web/directory/marked-name.ts";

test("matched words are set apart, the rest stays as it is", () => {
  expect(markedParts("\uE000Children\uE001 of the \uE000Night\uE001")).toEqual([
    { text: "Children", matched: true },
    { text: " of the ", matched: false },
    { text: "Night", matched: true },
  ]);
});

test("a name without marks is one part, and markup in it stays text", () => {
  expect(markedParts("<b>Casa</b>")).toEqual([{ text: "<b>Casa</b>", matched: false }]);
});

test("marks that do not belong together are never shown", () => {
  expect(
    markedParts("\uE001Casa \uE000Luz")
      .map(({ text }) => text)
      .join(""),
  ).toBe("Casa Luz");
});
