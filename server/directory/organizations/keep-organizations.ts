import { announceAll } from "../../../db/change-feed.ts";
import type { Database, Reader } from "../../../db/client.ts";
import { recordAudit } from "../../access/audit/record-audit.ts";
import type { Administration } from "../../access/authorize.ts";
import { DomainError, notFound } from "../../errors.ts";
import { indexPrograms } from "../../search/index-programs.ts";
import type {
  Organization,
  OrganizationInput,
  OrganizationList,
  OrganizationQuery,
} from "./contract.ts";
import {
  countOrganizations,
  findOrganization,
  findOrganizations,
  findProgramsOf,
  insertOrganization,
  isNameTaken,
  updateOrganization,
} from "./organizations.repo.ts";

const taken = () => new DomainError("conflict", "An organization has this name already.");

/** A page of the organizations that the viewer looks after, by name. */
export const listOrganizations = async (
  reader: Reader,
  { trainingOnly }: Administration,
  { q = "", limit = 50, cursor }: OrganizationQuery,
): Promise<OrganizationList> => {
  const search = { words: q.toLowerCase().split(/\s+/).filter(Boolean), trainingOnly };
  const [total, rows] = await Promise.all([
    countOrganizations(reader, search),
    findOrganizations(reader, search, { after: cursor, most: limit + 1 }),
  ]);
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return { total, items: rows.slice(0, limit), next: last?.id ?? null };
};

/** Adds an organization; throws `conflict` where one has the name. */
export const addOrganization = (
  database: Database,
  { viewer, trainingOnly }: Administration,
  { name, url = null }: OrganizationInput,
): Promise<Organization> =>
  database.transaction(async (tx) => {
    const id = await insertOrganization(tx, { name: name.trim(), url, training: trainingOnly });
    if (id === undefined) throw taken();
    await recordAudit(tx, {
      actor: viewer,
      action: "organization_changed",
      subject: { type: "organization", id },
      details: { what: "added" },
    });
    const added = await findOrganization(tx, id);
    if (!added) throw new Error("An added organization is not there.");
    return added;
  });

/**
 * Changes an organization's name and address on the web; its programs are found by the new name from
 * then on.
 * @throws DomainError `not_found`, also where the viewer does not look after it; `conflict`
 */
export const changeOrganization = (
  database: Database,
  { viewer, trainingOnly }: Administration,
  id: string,
  { name: given, url = null }: OrganizationInput,
): Promise<Organization> =>
  database.transaction(async (tx) => {
    const before = await findOrganization(tx, id);
    if (!before || (trainingOnly && !before.training)) throw notFound();
    const name = given.trim();
    if (await isNameTaken(tx, name, id)) throw taken();
    await updateOrganization(tx, id, { name, url });
    await recordAudit(tx, {
      actor: viewer,
      action: "organization_changed",
      subject: { type: "organization", id },
      details: { what: before.name === name ? "address" : "name" },
    });
    const programIds = await findProgramsOf(tx, id);
    await announceAll(tx, "program", programIds);
    await indexPrograms(tx, programIds);
    return { ...before, name, url };
  });
