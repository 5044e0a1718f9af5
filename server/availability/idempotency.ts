import { createHash } from "node:crypto";
import type { Reader, Writer } from "../../db/client.ts";
import { DomainError } from "../errors.ts";
import {
  deleteKeptAnswers,
  findKeptAnswer,
  insertKeptAnswer,
  type KeyUse,
} from "./idempotency.repo.ts";

/** How long a repeat under the same key still gets the same answer. */
export const keptHours = 48;

const reused = () =>
  new DomainError(
    "idempotency_key_reused",
    "This Idempotency-Key was already used for another request; take a new one.",
  );

/** A fingerprint of what a request means; the order of an object's keys makes no difference. */
export const hashRequest = (request: unknown): string => {
  const ordered = JSON.stringify(request, (_key, value: unknown) =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
  return createHash("sha256").update(ordered).digest("base64url");
};

/**
 * The answer that this key already got, if any. Ask inside the transaction, after its locks are
 * taken, so that of two requests at once the second sees what the first did.
 * @throws DomainError `idempotency_key_reused` when the key came with another request
 */
export const recallAnswer = async (reader: Reader, use: KeyUse): Promise<string | undefined> => {
  const kept = await findKeptAnswer(reader, use);
  if (kept && kept.requestHash !== use.requestHash) throw reused();
  return kept?.response;
};

/** Keeps the answer for repeats, in the transaction that has the effect. */
export const keepAnswer = async (
  tx: Writer,
  use: KeyUse,
  response: string,
  now: Date,
): Promise<void> => {
  if (!(await insertKeptAnswer(tx, { ...use, response, createdAt: now }))) throw reused();
};

/** Removes the answers that are past their time; how many they were. */
export const forgetAnswers = (tx: Writer, now: Date): Promise<number> =>
  deleteKeptAnswers(tx, new Date(now.getTime() - keptHours * 3_600_000));
