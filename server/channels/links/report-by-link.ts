import type { Database } from "../../../db/client.ts";
import type { BedReportAnswer, BedReportInput } from "../../availability/contract.ts";
import { postBedReport } from "../../availability/post-bed-report.ts";
import { DomainError, invalid } from "../../errors.ts";
import type { LinkReport } from "./contract.ts";
import { findPoolIds, insertUse } from "./links.repo.ts";
import { checkLink, type LinkChecks } from "./open-link.ts";

const inputOf = ({ action, pools }: LinkReport, poolIds: readonly string[]): BedReportInput => {
  if (action === "counts") {
    if (pools) return { pools };
    throw invalid("body/pools", "are needed to state counts");
  }
  if (pools) throw invalid("body/pools", "are for the action counts");
  return action === "unchanged"
    ? { pools: [], unchanged: true }
    : { pools: poolIds.map((pool_id) => ({ pool_id, open: 0 })) };
};

/**
 * States counts by a link, in the name of the person it was sent to, and uses the action up in the
 * same transaction. The same attempt again gets the same answer and states nothing.
 * @throws DomainError as `checkLink` and `judgeBedReport`, and `link_used`
 */
export const reportByLink = async (
  database: Database,
  report: LinkReport,
  checks: LinkChecks,
): Promise<BedReportAnswer> => {
  const { link, program } = await checkLink(database.read, report.token, checks);
  const { action, attempt, version } = report;
  const input = inputOf(report, await findPoolIds(database.read, program.id));
  return postBedReport(database, program, input, {
    ...{ source: "link", now: checks.now, ifMatch: String(version) },
    idempotencyKey: `link ${link.id} ${attempt}`,
    alongside: async (tx) => {
      if (await insertUse(tx, { linkId: link.id, action, usedAt: checks.now })) return;
      throw new DomainError("link_used", "This link was used for that already.");
    },
  });
};
