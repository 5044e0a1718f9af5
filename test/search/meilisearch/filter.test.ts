import fc from "fast-check";
import { expect, test } from "vitest";
import {
  allOf,
  anyOf,
  is,
  isNot,
  isOneOf,
  not,
  withinMetres,
  type Condition,
} from "../../../server/search/meilisearch/filter.ts";
import { parseFilter, type Expression } from "../../support/in-test-meilisearch/filter-language.ts";

const hostile = fc.oneof(
  fc.string({ unit: "binary" }),
  fc
    .array(
      fc.constantFrom(
        '"',
        "'",
        "\\",
        '\\"',
        '" OR visibility EXISTS OR kind = "',
        "] OR record EXISTS",
        ") OR (",
        "_geoRadius(0, 0, 1)",
        "AND",
        "NOT",
        "\n",
        "\u0000",
        "\u{1F600}",
        " ",
        "x",
        "\\u{22}",
      ),
      { maxLength: 8 },
    )
    .map((parts) => parts.join("")),
);
const equal = (field: string, value: string): Expression => ({
  kind: "compare",
  operator: "=",
  ...{ field, value: value.toWellFormed() },
});

test("no value breaks out: what is read is the very value that was written", () => {
  fc.assert(
    fc.property(hostile, (value) => {
      expect(parseFilter(is("kind", value))).toEqual(equal("kind", value));
      expect(parseFilter(isNot("kind", value))).toEqual({
        ...equal("kind", value),
        operator: "!=",
      });
    }),
    { numRuns: 2000 },
  );
});

test("no list of values breaks out, and none of them is lost", () => {
  fc.assert(
    fc.property(fc.array(hostile, { maxLength: 6 }), (values) => {
      expect(parseFilter(isOneOf("programId", values))).toEqual({
        ...{ kind: "in", field: "programId" },
        values: values.map((value) => value.toWellFormed()),
      });
    }),
    { numRuns: 1000 },
  );
});

interface Made {
  written: Condition;
  meant: Expression;
}

const { made } = fc.letrec<{ made: Made; leaf: Made; joined: Made; negated: Made }>((tie) => ({
  leaf: hostile.map((value) => ({ written: is("kind", value), meant: equal("kind", value) })),
  negated: tie("made").map(({ written, meant }) => ({
    written: not(written),
    meant: { kind: "not" as const, inner: meant },
  })),
  joined: fc
    .tuple(fc.constantFrom("and", "or"), fc.array(tie("made"), { minLength: 2, maxLength: 3 }))
    .map(([kind, parts]) => {
      const written = parts.map((part) => part.written);
      return {
        written: kind === "and" ? allOf(...written) : anyOf(...written),
        meant: { kind, parts: parts.map((part) => part.meant) },
      };
    }),
  made: fc.oneof({ depthSize: "small" }, tie("leaf"), tie("negated"), tie("joined")),
}));

test("conditions keep together as they were put together", () => {
  fc.assert(
    fc.property(made, ({ written, meant }) => {
      expect(parseFilter(written)).toEqual(meant);
    }),
  );
});

test("all of nothing is everything, any of nothing is nothing", () => {
  expect(parseFilter(allOf())).toEqual({ kind: "exists", field: "record" });
  expect(parseFilter(anyOf())).toEqual({
    kind: "not",
    inner: { kind: "exists", field: "record" },
  });
});

test("a place is three numbers and nothing else", () => {
  const [lat, lng, metres] = [37.8, -122.27, 1609.344];
  expect(parseFilter(withinMetres(lat, lng, metres))).toEqual({
    ...{ kind: "radius", lat, lng, metres },
  });
  expect(() => withinMetres(Number.NaN, 0, 1)).toThrow(RangeError);
});
