import { v7 } from "uuid";
import type { Database } from "../../db/client.ts";
import type { Role, Visibility } from "../../db/codes.ts";
import {
  bedPools,
  organizations,
  programs,
  programStaff,
  sites,
  users,
} from "../../db/schema/index.ts";
import { authorizeReport, type ReportableProgram } from "../../server/access/authorize.ts";
import type { SignedIn } from "../../server/access/viewer.ts";

export interface CountedProgram {
  id: string;
  /** In the order in which the pools were asked for. */
  poolIds: string[];
  staff: SignedIn;
  reportable: ReportableProgram;
}

/** A person of this role, working for these programs. */
export const aPerson = async (
  database: Database,
  role: Role,
  programIds: string[] = [],
): Promise<SignedIn> => {
  const id = v7();
  const person = { name: `Person ${id}`, email: `${id}@example.test`, role };
  await database.transaction(async (tx) => {
    await tx.insert(users).values({ id, ...person });
    if (programIds.length === 0) return;
    await tx
      .insert(programStaff)
      .values(programIds.map((programId) => ({ userId: id, programId })));
  });
  return {
    ...{ kind: "user", userId: id, ...person },
    ...{ programIds: new Set(programIds), leadOf: new Set() },
  };
};

/** A fictional shelter with one of its staff and a pool for each entry of `pools`. */
export const aCountedProgram = async (
  database: Database,
  {
    pools = [{}],
    visibility = "public",
  }: { pools?: Omit<Partial<typeof bedPools.$inferInsert>, "id">[]; visibility?: Visibility } = {},
): Promise<CountedProgram> => {
  const [organizationId, siteId, id] = [v7(), v7(), v7()];
  const rows = pools.map((pool, position) => ({
    ...{ id: v7(), programId: id, label: `Pool ${position + 1}` },
    ...pool,
  }));
  await database.transaction(async (tx) => {
    await tx.insert(organizations).values({ id: organizationId, name: `Fictional ${id}` });
    await tx
      .insert(sites)
      .values({ id: siteId, organizationId, visibility, state: "CA", timeZone: "UTC" });
    const listing = { id, organizationId, siteId, name: `Fictional ${id}` };
    await tx.insert(programs).values({ ...listing, kind: "emergency_shelter" });
    if (rows.length > 0) await tx.insert(bedPools).values(rows);
  });
  const staff = await aPerson(database, "provider", [id]);
  const reportable = await authorizeReport(database.read, staff, id);
  return { id, poolIds: rows.map((pool) => pool.id), staff, reportable };
};
