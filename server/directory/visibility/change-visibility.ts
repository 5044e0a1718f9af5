import { v7 } from "uuid";
import type { Database, Writer } from "../../../db/client.ts";
import { recordAudit } from "../../access/audit/record-audit.ts";
import type { KeptSite } from "../../access/authorize.ts";
import { DomainError, notFound } from "../../errors.ts";
import { applyVisibility } from "./apply-visibility.ts";
import type { VisibilityChange, VisibilityRequest } from "./contract.ts";
import { tightens } from "./hiddenness.ts";
import { toVisibilityChange } from "./public-change.ts";
import {
  decideChange,
  findChange,
  hasProposal,
  insertChange,
  lockSite,
  type NewChange,
  type SiteRow,
} from "./visibility.repo.ts";

const tighten = async (tx: Writer, site: SiteRow, change: NewChange): Promise<void> => {
  const { proposedBy: by, proposedAt: at } = change;
  // What was proposed before it is not what the second steward would now confirm.
  await decideChange(tx, { siteId: site.id }, { state: "withdrawn", by, at });
  await insertChange(tx, { ...change, state: "in_force", decidedBy: by, decidedAt: at });
};

const propose = async (tx: Writer, site: SiteRow, change: NewChange): Promise<void> => {
  if (await hasProposal(tx, site.id)) {
    throw new DomainError("conflict", "A loosening of this site is already proposed.", {
      state: "proposed",
    });
  }
  await insertChange(tx, change);
};

/**
 * Rule 14: what tightens a site's visibility is in force at once, what loosens it is proposed and
 * waits for another steward. It holds for every program at the site. Call it late in the
 * transaction.
 * @throws DomainError `conflict` where the site is so already, or a loosening waits
 */
export const changeSiteVisibility = async (
  tx: Writer,
  { siteId, programId, viewer }: Pick<KeptSite, "siteId" | "programId" | "viewer">,
  { to, reason }: VisibilityRequest,
  now: Date,
): Promise<VisibilityChange> => {
  const site = await lockSite(tx, siteId);
  if (!site) throw notFound();
  const { visibility: from } = site;
  if (from === to) {
    throw new DomainError("conflict", "The site is so already.", { state: from });
  }
  const isTighter = tightens(from, to);
  const change: NewChange = {
    ...{ id: v7(), siteId, from, to, reason, state: "proposed" },
    ...{ proposedBy: viewer.userId, proposedAt: now },
  };
  await (isTighter ? tighten : propose)(tx, site, change);
  await recordAudit(tx, {
    actor: viewer,
    action: isTighter ? "visibility_tightened" : "loosening_proposed",
    subject: { type: "site", id: siteId },
    details: { from, to, reason, program: programId, change: change.id },
  });
  if (isTighter) await applyVisibility(tx, site, to);
  const made = await findChange(tx, change.id);
  if (!made) throw notFound();
  return toVisibilityChange(made, viewer);
};

/** A steward changes who may see a site; see `changeSiteVisibility`. */
export const changeVisibility = (
  database: Database,
  site: KeptSite,
  request: VisibilityRequest,
  now: Date,
): Promise<VisibilityChange> =>
  database.transaction((tx) => changeSiteVisibility(tx, site, request, now));
