import {
  MeilisearchApiError,
  MeilisearchError,
  MeilisearchRequestError,
  MeilisearchRequestTimeOutError,
} from "meilisearch";
import type { FallbackReason } from "../engine.ts";
import { isMissing } from "./index-state.ts";
import { Untrusted } from "./untrusted.ts";

/** Whether a failure is one of Meilisearch, or of the way to it. */
export const isOfMeilisearch = (error: unknown): boolean => error instanceof MeilisearchError;

const codeOf = (error: unknown): unknown =>
  error instanceof Error && "code" in error ? error.code : undefined;

/** Why an attempt to search with Meilisearch came to nothing; undefined: it was not tried. */
export const nameReason = (error: unknown): FallbackReason | undefined => {
  if (error instanceof Untrusted) return error.reason;
  if (codeOf(error) === "EOPENBREAKER") return undefined;
  if (codeOf(error) === "ETIMEDOUT") return "slow";
  // The client wraps what a request met with.
  const inner = error instanceof MeilisearchRequestError ? (error.cause ?? error) : error;
  if (inner instanceof MeilisearchRequestTimeOutError) return "slow";
  if (isMissing(error)) return "empty";
  if (error instanceof MeilisearchApiError) {
    const { status } = error.response;
    return status === 401 || status === 403 ? "refused" : "failing";
  }
  return error instanceof MeilisearchRequestError ? "away" : "failing";
};
