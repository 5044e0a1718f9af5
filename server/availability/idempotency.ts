import { hash } from "node:crypto";
import type { Reader, Writer } from "../../db/client.ts";
import { DomainError } from "../errors.ts";
import {
  deleteKeptAnswers,
  findKeptAnswer,
  insertKeptAnswer,
  isKeyTaken,
  type KeyUse,
} from "./idempotency.repo.ts";

/** How long a repeat under the same key still gets the same answer. */
export const keptHours = 48;

const reused = () =>
  new DomainError(
    "idempotency_key_reused",
    "This Idempotency-Key was already used for another request; take a new one.",
  );

/** A fingerprint of what is asked; a repeat comes with the very same body. */
export const hashRequest = (request: unknown): string =>
  hash("sha256", JSON.stringify(request), "base64url");

/**
 * Keeps the answer for repeats, in the transaction that has the effect. Of two at once the second
 * waits here for the first to commit, and fails; `answerOnce` then answers it.
 */
export const keepAnswer = (tx: Writer, use: KeyUse, response: string, now: Date): Promise<void> =>
  insertKeptAnswer(tx, { ...use, response, createdAt: now });

/**
 * Does `work` once for the key. A repeat of what succeeded is refused where `keepAnswer` keeps its
 * answer, or by whatever changed since, and then gets the answer of the first time; so the first
 * pays nothing.
 * @throws DomainError `idempotency_key_reused` when the key came with another request
 */
export const answerOnce = async <Answer>(
  reader: Reader,
  use: KeyUse | undefined,
  work: () => Promise<Answer>,
): Promise<Answer> => {
  try {
    return await work();
  } catch (error) {
    if (!use || !(error instanceof DomainError || isKeyTaken(error))) throw error;
    const kept = await findKeptAnswer(reader, use);
    if (!kept) throw error;
    if (kept.requestHash !== use.requestHash) throw reused();
    return JSON.parse(kept.response) as Answer;
  }
};

/** Removes the answers that are past their time; how many they were. */
export const forgetAnswers = (tx: Writer, now: Date): Promise<number> =>
  deleteKeptAnswers(tx, new Date(now.getTime() - keptHours * 3_600_000));
