import { announce } from "../../db/change-feed.ts";
import { together, type Database, type Writer } from "../../db/client.ts";
import { inOneStatement } from "../../db/one-statement.ts";
import type { ReportSource } from "../../db/codes.ts";
import { recordAudit } from "../access/audit/record-audit.ts";
import type { ReportableProgram } from "../access/authorize.ts";
import { findPoolClaims } from "../directory/claims.repo.ts";
import { withPoolClaims } from "../directory/pool-claims.ts";
import { toPool } from "../directory/pool-figures.ts";
import { appendReports, lockPools, updateFigures } from "./availability.repo.ts";
import type { BedReportAnswer, BedReportInput } from "./contract.ts";
import { answerOnce, hashRequest, keepAnswer } from "./idempotency.ts";
import { judgeBedReport } from "./judge-bed-report.ts";

export interface ReportContext {
  source: ReportSource;
  now: Date;
  idempotencyKey?: string | undefined;
  /** A pool's version, as the header carries it; of several pools, the sum of their versions. */
  ifMatch?: string | undefined;
  /** What happens first under the locks, in the same transaction: all of it or nothing. */
  alongside?: ((tx: Writer) => Promise<void>) | undefined;
}

/**
 * States how many beds of a program are open, in one transaction under the locks of its pools;
 * once it returns, the statement is durable and every instance is told.
 * @returns all pools of the program as they now stand, and those for which a newer report stood
 * @throws DomainError as `judgeBedReport`, and `idempotency_key_reused`
 */
export const postBedReport = (
  database: Database,
  program: ReportableProgram,
  input: BedReportInput,
  { source, now, idempotencyKey, ifMatch, alongside }: ReportContext,
): Promise<BedReportAnswer> => {
  // A program's system is not the person who made its key.
  const { key } = program.viewer;
  // A repeat may say when it was true, where the first was sent as true now and got no answer.
  const use =
    idempotencyKey === undefined
      ? undefined
      : {
          userId: program.viewer.userId,
          operation: key === undefined ? "postBedReport" : `postBedReport ${key}`,
          key: idempotencyKey,
          requestHash: hashRequest([program.id, input.pools, input.unchanged ?? false]),
        };
  const statement = {
    ...{ source, now, reportedBy: key === undefined ? program.viewer.userId : null },
    ifMatch: ifMatch === undefined ? undefined : Number(ifMatch.replaceAll('"', "")),
  };
  return answerOnce(database.read, use, () =>
    database.lockingTransaction(async (tx) => {
      // Sent together, and read when the locks are there.
      const [pools, claims] = await together([
        lockPools(tx, program.id),
        findPoolClaims(tx, program.id, now),
      ]);
      await alongside?.(tx);
      const { reports, changed, superseded } = judgeBedReport(pools, input, {
        ...statement,
        claims,
      });
      const current = new Map(changed.map((pool) => [pool.id, pool]));
      const answer: BedReportAnswer = {
        program_id: program.id,
        received_at: now.toISOString(),
        pools: pools.map((pool) =>
          toPool(withPoolClaims(current.get(pool.id) ?? pool, claims), now),
        ),
        superseded,
      };
      const written = inOneStatement(tx, (batch) => [
        appendReports(batch, reports),
        updateFigures(batch, changed),
        announce(batch, "program", program.id),
        use && keepAnswer(batch, use, JSON.stringify(answer), now),
        recordAudit(batch, {
          actor: key === undefined ? program.viewer : null,
          action: "beds_reported",
          subject: { type: "program", id: program.id },
          details: { source, pools: reports.length, ...(key !== undefined && { key }) },
        }),
      ]);
      return { answer, written };
    }),
  );
};
