import type { NoticeOutcome } from "../../db/codes.ts";

/** It was not taken and never will be: trying again changes nothing. */
export class Undeliverable extends Error {
  readonly outcome: NoticeOutcome;

  constructor(outcome: NoticeOutcome, message: string) {
    super(message);
    this.name = "Undeliverable";
    this.outcome = outcome;
  }
}

/** The connection was lost after the message had gone out: it may have been taken or not. */
export class OutcomeUnknown extends Error {
  constructor() {
    super("The connection was lost before an answer came.");
    this.name = "OutcomeUnknown";
  }
}
