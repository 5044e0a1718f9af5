import { sql } from "drizzle-orm";
import type { Reader } from "../../db/client.ts";
import { searchWords } from "../../db/schema/index.ts";

interface Asked {
  readonly word: string;
  /** Still being typed: known when a word begins with it. */
  readonly prefix: boolean;
}

/** A word that may have been meant; `distance` counts letters to change, `alike`: sounds the same. */
export interface Candidate {
  word: string;
  distance: number;
  alike: boolean;
}

/** Letters that may be wrong in a word of this length. */
const tolerated = (length: number) => (length <= 4 ? 1 : length <= 7 ? 2 : 3);

const choices = 3;

/** The word with each two neighbouring letters changed places, as hurried thumbs do it. */
const swapsOf = (word: string): string[] => {
  const letters = Array.from(word);
  return letters
    .slice(1)
    .map((letter, at) =>
      [...letters.slice(0, at), letter, letters[at], ...letters.slice(at + 2)].join(""),
    );
};

const isNear = (asked: string, { distance, alike }: Candidate): boolean =>
  distance <= tolerated(asked.length) || (alike && distance <= 3);

/**
 * For each of these words that no document uses: the words that may have been meant, best first.
 * Nearness is by letters (trigrams, then edit distance) or by sound (double metaphone).
 */
export const findCorrections = async (
  reader: Reader,
  asked: readonly Asked[],
  alsoKnown: readonly string[],
): Promise<Map<string, string[]>> => {
  const withSwaps = asked.map(({ word, prefix }) => ({ word, prefix, swaps: swapsOf(word) }));
  const rows = await reader.execute<{ word: string; candidates: Candidate[] }>(sql`
    with asked as (
      select word, prefix, swaps from jsonb_to_recordset(${JSON.stringify(withSwaps)}::jsonb)
        as asked (word text, prefix boolean, swaps text[])
    ), unknown as (
      select * from asked
      where not coalesce((
        select case when prefix then starts_with(next.word, asked.word) else next.word = asked.word end
        from ${searchWords} next where next.word ~>=~ asked.word order by next.word using ~<~ limit 1
      ), false)
    ), known as (
      select value as word, dmetaphone(value) as sound
      from jsonb_array_elements_text(${JSON.stringify(alsoKnown)}::jsonb)
    )
    select unknown.word, (
      select coalesce(jsonb_agg(to_jsonb(near) order by near.distance, near.likeness desc, near.word), '[]')
      from (
        select candidate.word, candidate.sound = dmetaphone(unknown.word) as alike,
          similarity(candidate.word, unknown.word) as likeness,
          least(levenshtein(candidate.word, unknown.word),
            case when candidate.word = any(unknown.swaps) then 1 end,
            case when unknown.prefix
              then levenshtein(left(candidate.word, length(unknown.word)), unknown.word) + 1 end
          ) as distance
        from (
          select word, sound from ${searchWords} where word % unknown.word
          union select word, sound from ${searchWords} where sound = dmetaphone(unknown.word)
          union select word, sound from ${searchWords} where word = any(unknown.swaps)
          union select word, sound from known
        ) candidate
        where abs(length(candidate.word) - length(unknown.word)) <= 3 or unknown.prefix
      ) near
      where near.distance <= 3
    ) as candidates
    from unknown`);
  return new Map(
    rows.map(({ word, candidates }) => [
      word,
      candidates
        .filter((candidate) => isNear(word, candidate))
        .slice(0, choices)
        .map((candidate) => candidate.word),
    ]),
  );
};
