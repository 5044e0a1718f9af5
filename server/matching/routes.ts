import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { problems } from "../contract.ts";
import type { Catalogue } from "./catalogue.ts";
import { ExcludedList, ExcludedQuery, MatchAnswer, MatchQuery } from "./contract.ts";
import { answerMatches } from "./answer-matches.ts";
import { toAnsweredSearch, type OnAnswered } from "./answered-search.ts";
import { listExcluded } from "./list-excluded.ts";

export interface MatchingDependencies {
  catalogue: Catalogue;
  clock: () => Date;
  /** Told of each search once its answer is on its way. */
  onAnswered?: OnAnswered | undefined;
  /** Hears how many seconds judging all programs took. */
  onMatched?: ((seconds: number) => void) | undefined;
}

export const matchingRoutes: FastifyPluginAsyncTypebox<MatchingDependencies> = async (
  app,
  { catalogue, clock, onAnswered, onMatched },
) => {
  app.post(
    "/matches",
    {
      config: { access: "anyone", withoutDatabase: true },
      schema: {
        operationId: "findMatches",
        summary: "Which programs can take this child, and why",
        description:
          "The need is read from the body and never logged. Once it is answered, a worker's search is counted in coarse facts: age band, gender, county, languages, circumstances and what came of it, to the hour, and nobody's.",
        tags: ["matching"],
        body: MatchQuery,
        response: { 200: MatchAnswer, ...problems(400, 429, 503) },
      },
    },
    async ({ viewer, body, log }, reply) => {
      const now = clock();
      const begun = performance.now();
      const answer = answerMatches(catalogue, viewer, body, now);
      onMatched?.((performance.now() - begun) / 1000);
      if (onAnswered) {
        reply.raw.once("finish", () => {
          try {
            onAnswered(toAnsweredSearch(viewer, body, answer, now));
          } catch (err) {
            log.error({ err }, "a search was not counted");
          }
        });
      }
      return answer;
    },
  );

  app.post(
    "/matches/excluded",
    {
      config: { access: "anyone", withoutDatabase: true },
      schema: {
        operationId: "listExcluded",
        summary: "Programs that cannot take this child, by reason",
        tags: ["matching"],
        body: ExcludedQuery,
        response: { 200: ExcludedList, ...problems(400, 429, 503) },
      },
    },
    async (request) => listExcluded(catalogue, request.viewer, request.body, clock()),
  );
};
