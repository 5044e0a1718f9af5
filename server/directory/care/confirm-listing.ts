import { announce } from "../../../db/change-feed.ts";
import type { Database, Writer } from "../../../db/client.ts";
import { recordAudit } from "../../access/audit/record-audit.ts";
import type { CaredProgram } from "../../access/authorize.ts";
import { notFound } from "../../errors.ts";
import { indexPrograms } from "../../search/index-programs.ts";
import { changePolicies } from "./change-policies.ts";
import type { ChangedPolicies, ConfirmedListing, PolicyChange } from "./contract.ts";
import { lockPolicies, setVerified } from "./policies.repo.ts";

/**
 * What a lead states anew of whom the program takes: in effect at once, wider or narrower, with what
 * changed before and after. See `changePolicies`.
 */
export const statePolicies = (
  database: Database,
  program: CaredProgram,
  change: PolicyChange,
  now: Date,
): Promise<ChangedPolicies> =>
  database.transaction((tx) => changePolicies(tx, program, change, now));

/** A lead has read the listing through and says that all of it is right today (rule 13). */
export const confirmListing = (
  database: Database,
  { id, viewer }: CaredProgram,
  now: Date,
): Promise<ConfirmedListing> =>
  database.transaction(async (tx: Writer) => {
    if (!(await lockPolicies(tx, id))) throw notFound();
    const verifiedOn = now.toISOString().slice(0, 10);
    await setVerified(tx, id, verifiedOn, now);
    await recordAudit(tx, {
      ...{ actor: viewer, action: "listing_changed", subject: { type: "program", id } },
      details: { what: "verified", on: verifiedOn },
    });
    await announce(tx, "program", id);
    await indexPrograms(tx, [id]);
    return { program_id: id, verified_on: verifiedOn };
  });
