import type { FallbackReason } from "../engine.ts";

/** What Meilisearch says is not to be taken for an answer. */
export class Untrusted extends Error {
  readonly reason: FallbackReason;

  constructor(reason: FallbackReason, message: string) {
    super(message);
    this.name = "Untrusted";
    this.reason = reason;
  }
}
