import type { Meilisearch, MultiSearchQuery } from "meilisearch";
import { Type, type Static, type TSchema } from "typebox";
import { Value } from "typebox/value";
import { Untrusted } from "./untrusted.ts";

const Words = Type.Union([Type.String(), Type.Array(Type.String())]);

/** A found program as it is read from an answer. */
const Hit = Type.Object({
  programId: Type.String(),
  number: Type.Integer(),
  version: Type.Integer(),
  name: Type.String(),
  pointed: Type.Boolean(),
  siteCounty: Type.Union([Type.String(), Type.Null()]),
  _geo: Type.Union([Type.Object({ lat: Type.Number(), lng: Type.Number() }), Type.Null()]),
  verified: Type.Number(),
  _rankingScore: Type.Number(),
  _formatted: Type.Optional(
    Type.Object({
      title: Type.Optional(Words),
      aliases: Type.Optional(Words),
      organization: Type.Optional(Words),
    }),
  ),
});
export type Hit = Static<typeof Hit>;

const Window = Type.Object({ hits: Type.Array(Hit) });
const Counted = Type.Object({
  totalHits: Type.Integer(),
  facetDistribution: Type.Record(Type.String(), Type.Record(Type.String(), Type.Integer())),
});
export type Counted = Static<typeof Counted>;
const State = Type.Object({ hits: Type.Array(Type.Unknown()) });

const reading =
  <Schema extends TSchema>(schema: Schema) =>
  (result: unknown): Static<Schema> => {
    if (Value.Check(schema, result)) return result;
    throw new Untrusted("failing", "Meilisearch answered in a form that is not its own");
  };

/** What an answer must be; another is refused, wherever it came from. */
export const readWindow = reading(Window);
export const readCounted = reading(Counted);
export const readStateHits = reading(State);

/** Asks several queries in one request; as many answers, in their order. */
export const askAll = async (
  client: Meilisearch,
  queries: readonly MultiSearchQuery[],
  signal?: AbortSignal,
): Promise<unknown[]> => {
  const { results } = await client.multiSearch(
    { queries: [...queries] },
    signal ? { signal } : undefined,
  );
  if (!Array.isArray(results) || results.length !== queries.length) {
    throw new Untrusted("failing", "Meilisearch answered another number of queries");
  }
  return results;
};
