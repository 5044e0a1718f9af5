import { hashPassword } from "better-auth/crypto";
import { v7 } from "uuid";
import type { Database, Writer } from "../../db/client.ts";
import type { Role } from "../../db/codes.ts";
import { findEmails, insertPasswordAccounts, insertStaff, findIdByEmail } from "./people.repo.ts";
import {
  ensureTrainingOrganization,
  findOrganizationOfProgram,
  giveOrganization,
  giveRegion,
} from "./training-memberships.repo.ts";

/** The published password of every training account; it opens nothing where real data is. */
export const trainingPassword = "harborlight-training";

export const trainingAccounts: readonly { email: string; name: string; role: Role }[] = [
  { email: "worker@training.test", name: "Training worker", role: "worker" },
  { email: "worker2@training.test", name: "Second training worker", role: "worker" },
  { email: "provider@training.test", name: "Training provider", role: "provider" },
  { email: "analyst@training.test", name: "Training analyst", role: "analyst" },
  { email: "steward@training.test", name: "Training steward", role: "steward" },
  { email: "steward2@training.test", name: "Second training steward", role: "steward" },
  { email: "admin@training.test", name: "Training administrator", role: "administrator" },
];

const staffedBy = "provider@training.test";
/** Where the fictional workers are employed. */
const trainingCounty = "Lantern County Child Welfare (training, fictional)";
const trainingRegion = "CA";

const emailsOf = (role: Role) =>
  trainingAccounts.filter((account) => account.role === role).map(({ email }) => email);

/** Workers and providers belong to an organization, analysts look at a region: also fictional ones. */
const giveMemberships = async (
  tx: Writer,
  providerProgramIds: readonly string[],
): Promise<void> => {
  const county = await ensureTrainingOrganization(tx, trainingCounty);
  const [programId] = providerProgramIds;
  const shelter =
    programId === undefined ? undefined : await findOrganizationOfProgram(tx, programId);
  if (county !== undefined) await giveOrganization(tx, emailsOf("worker"), county);
  const providers = shelter ?? county;
  if (providers !== undefined) await giveOrganization(tx, emailsOf("provider"), providers);
  for (const email of emailsOf("analyst")) await giveRegion(tx, email, trainingRegion);
};

/**
 * Makes the training accounts that do not exist yet, provider@training.test a lead of
 * `providerProgramIds`, and whoever lacks an organization or region a member of a fictional one.
 * Calling it again changes nothing.
 */
export const createTrainingAccounts = async (
  database: Database,
  { now, providerProgramIds }: { now: Date; providerProgramIds: readonly string[] },
): Promise<void> => {
  const existing = new Set(await findEmails(database.read, trainingAccounts));
  const missing = trainingAccounts.filter((account) => !existing.has(account.email));
  // The password is published, so nothing is lost where all of them share one hash.
  const passwordHash = missing.length > 0 ? await hashPassword(trainingPassword) : "";
  const people = missing.map((account) => ({
    ...account,
    id: v7(),
    accountId: v7(),
    training: true,
    passwordHash,
  }));
  await database.transaction(async (tx) => {
    await insertPasswordAccounts(tx, people, now);
    const providerId = await findIdByEmail(tx, staffedBy);
    if (providerId !== undefined) await insertStaff(tx, providerId, providerProgramIds);
    await giveMemberships(tx, providerProgramIds);
  });
};
