import { Type, type TSchema } from "typebox";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { kinds } from "../../db/codes.ts";
import { KindCode, Nullable } from "../../server/contract.ts";
import { serializerCompiler } from "../../server/serialization.ts";

const serialize = (schema: TSchema, answer: unknown): unknown => {
  const compiled = serializerCompiler({ schema, method: "GET", url: "/" });
  return JSON.parse(compiled(answer));
};

const Card = Type.Object({
  name: Nullable(Type.String()),
  kind: Nullable(KindCode),
  beds: Nullable(Type.Object({ open: Nullable(Type.Integer()) })),
  seen: Nullable(Type.String({ format: "date-time" })),
  tags: Type.Optional(Type.Array(Nullable(Type.Number()))),
});

const orNull = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: null });
const cards = fc.record(
  {
    name: orNull(fc.string({ unit: "binary" })),
    kind: orNull(fc.constantFrom(...kinds)),
    beds: orNull(fc.record({ open: orNull(fc.integer()) })),
    seen: orNull(
      fc.date({ noInvalidDate: true, min: new Date(0) }).map((date) => date.toISOString()),
    ),
    tags: fc.array(orNull(fc.integer())),
  },
  { requiredKeys: ["name", "kind", "beds", "seen"] },
);

describe("serialization", () => {
  test("what the schema allows leaves as it is, whatever is null", () => {
    fc.assert(
      fc.property(cards, (card) => {
        expect(serialize(Card, card)).toEqual(card);
      }),
    );
  });

  test("what the schema does not name stays, also inside what may be null", () => {
    const given = { name: "A", kind: null, beds: { open: 1, address: "1 Oak St" }, seen: null };
    expect(serialize(Card, { ...given, address: "1 Oak St" })).toEqual({
      name: "A",
      kind: null,
      beds: { open: 1 },
      seen: null,
    });
  });

  test("codes that need an escape are escaped", () => {
    const Odd = Type.Object({ code: Type.Unsafe<string>({ type: "string", enum: ['"', "a"] }) });
    expect(serialize(Odd, { code: '"' })).toEqual({ code: '"' });
  });
});
