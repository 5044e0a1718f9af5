import type { Viewer } from "../access/viewer.ts";
import { notFound } from "../errors.ts";
import type { Catalogue } from "./catalogue.ts";
import type { MatchAnswer, MatchQuery } from "./contract.ts";

export const answerMatches = (
  _catalogue: Catalogue,
  _viewer: Viewer,
  _query: MatchQuery,
  _now: Date,
): MatchAnswer => {
  throw notFound();
};
