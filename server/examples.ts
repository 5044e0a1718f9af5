import { accountExamples } from "./access/account/examples.ts";
import { accessExamples } from "./access/examples.ts";
import { passkeyExamples } from "./access/passkeys/examples.ts";
import { peopleExamples } from "./access/people/examples.ts";
import { auditExamples } from "./access/audit/examples.ts";
import { figureExamples } from "./availability/figures/examples.ts";
import { batchExamples } from "./availability/batch/examples.ts";
import { availabilityExamples } from "./availability/examples.ts";
import { callExamples } from "./channels/calls/examples.ts";
import { smsExamples } from "./channels/sms/examples.ts";
import { callCodeExamples } from "./channels/call-codes/examples.ts";
import { keyExamples } from "./channels/keys/examples.ts";
import { linkExamples } from "./channels/links/examples.ts";
import { reminderExamples } from "./channels/reminders/examples.ts";
import { addressExamples } from "./directory/addresses/examples.ts";
import { careExamples } from "./directory/care/examples.ts";
import { directoryExamples } from "./directory/examples.ts";
import { intakeExamples } from "./directory/intake/examples.ts";
import { organizationExamples } from "./directory/organizations/examples.ts";
import { ownListingExamples } from "./directory/own-listing/examples.ts";
import { proposalExamples } from "./directory/proposals/examples.ts";
import { visibilityExamples } from "./directory/visibility/examples.ts";
import type { ErrorCode } from "./errors.ts";
import { gapExamples } from "./gaps/examples.ts";
import { healthExamples } from "./health/examples.ts";
import { liveExamples } from "./live/examples.ts";
import { matchingExamples } from "./matching/examples.ts";
import { noticeExamples } from "./notify/examples.ts";
import { attemptExamples } from "./placements/attempts/examples.ts";
import { placementExamples } from "./placements/examples.ts";
import { sentNoticeExamples } from "./placements/notices/examples.ts";
import { watchExamples } from "./placements/watches/examples.ts";

/** What an operation is sent and answers, true to its schemas. */
export interface Example {
  request?: unknown;
  response: unknown;
  /** Codes that a status has here, where they are not the usual ones. */
  refusals?: Readonly<Record<number, ErrorCode>>;
}

/** An example for every operation of the OpenAPI document, by operationId. */
export const examples: Readonly<Record<string, Example>> = {
  ...accessExamples,
  ...accountExamples,
  ...passkeyExamples,
  ...peopleExamples,
  ...auditExamples,
  ...directoryExamples,
  ...organizationExamples,
  ...careExamples,
  ...ownListingExamples,
  ...proposalExamples,
  ...addressExamples,
  ...visibilityExamples,
  ...noticeExamples,
  ...sentNoticeExamples,
  ...watchExamples,
  ...intakeExamples,
  ...availabilityExamples,
  ...keyExamples,
  ...linkExamples,
  ...reminderExamples,
  ...callCodeExamples,
  ...smsExamples,
  ...callExamples,
  ...batchExamples,
  ...figureExamples,
  ...matchingExamples,
  ...placementExamples,
  ...gapExamples,
  ...attemptExamples,
  ...liveExamples,
  ...healthExamples,
};
