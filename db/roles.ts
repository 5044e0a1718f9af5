import { sql } from "drizzle-orm";
import { createHash, createHmac, pbkdf2Sync } from "node:crypto";
import postgres from "postgres";
import { CannotStart, failureCode } from "./cannot-start.ts";
import type { Writer } from "./client.ts";

/**
 * Whose rights a connection has. `harborlight_app` signs in for the server; it is neither owner nor
 * superuser, and row security holds for it. The two others it may only step down to: neither has any
 * right on confidential addresses, on people or on the audit.
 */
export const databaseRoles = [
  "harborlight_app",
  "harborlight_search",
  "harborlight_analyst",
] as const;
export type DatabaseRole = (typeof databaseRoles)[number];
type LesserRole = Exclude<DatabaseRole, "harborlight_app">;

const appRole: DatabaseRole = "harborlight_app";
const lesserRoles = ["harborlight_search", "harborlight_analyst"] as const;
const notPermitted = "42501";
// Roles belong to the whole server; whoever makes or changes them waits for his turn.
const preparing = 727174;

const notAllowed = (error: unknown): CannotStart =>
  new CannotStart(
    `The user of DATABASE_URL may not create the roles ${databaseRoles.join(", ")}: give it CREATEROLE, or make them yourself and name the login of the first with DATABASE_APP_URL.`,
    error,
  );

const orNotAllowed = async (work: Promise<unknown>): Promise<void> => {
  try {
    await work;
  } catch (error) {
    throw failureCode(error) === notPermitted ? notAllowed(error) : error;
  }
};

/** Makes the roles that the migrations give rights to, where the server does not have them yet. */
export const ensureRoles = async (driver: postgres.Sql): Promise<void> => {
  const found = await driver<{ name: string }[]>`
    select rolname as name from pg_roles where rolname in ${driver(databaseRoles)}`;
  const missing = databaseRoles.filter((role) => found.every(({ name }) => name !== role));
  if (missing.length === 0) return;
  const made = missing.map(
    (role) => `create role ${role} ${role === appRole ? "login" : "nologin"};`,
  );
  const lent = lesserRoles.map(
    (role) => `grant ${role} to ${appRole} with inherit false, set true;`,
  );
  await orNotAllowed(driver.unsafe([...made, ...lent].join("\n")));
};

/** What the server keeps of a password (RFC 5803), so that the password itself never reaches it. */
const scramVerifier = (password: string, salt: Buffer): string => {
  const rounds = 4096;
  const salted = pbkdf2Sync(password, salt, rounds, 32, "sha256");
  const keyed = (text: string) => createHmac("sha256", salted).update(text).digest();
  const stored = createHash("sha256").update(keyed("Client Key")).digest("base64");
  const server = keyed("Server Key").toString("base64");
  return `SCRAM-SHA-256$${rounds}:${salt.toString("base64")}$${stored}:${server}`;
};

/**
 * The address by which the server signs in to the database of `ownerUrl` as `harborlight_app`. Its
 * password follows from the owner's, so that every instance knows it and nobody keeps it; where the
 * owner needs none, neither does it.
 * @throws CannotStart when the owner may not set it
 */
export const prepareAppLogin = async (ownerUrl: string): Promise<string> => {
  const url = new URL(ownerUrl);
  const secret = decodeURIComponent(url.password);
  url.username = appRole;
  if (secret === "") return url.toString();
  const derive = (what: string) =>
    createHmac("sha256", secret).update(`${appRole} ${what}`).digest();
  const password = derive("password").toString("base64url");
  const verifier = scramVerifier(password, derive("salt").subarray(0, 16));
  const driver = postgres(ownerUrl, { max: 1, onnotice: () => undefined, connect_timeout: 5 });
  try {
    await driver`select pg_advisory_lock(${preparing})`;
    await orNotAllowed(driver.unsafe(`alter role ${appRole} login password '${verifier}'`));
  } finally {
    await driver.end({ timeout: 5 });
  }
  url.password = password;
  return url.toString();
};

/** Does `work` with no more rights than `role` has, inside the transaction. */
export const asRole = async <T>(
  tx: Writer,
  role: LesserRole,
  work: () => Promise<T>,
): Promise<T> => {
  await tx.execute(sql.raw(`set local role ${role}`));
  const done = await work();
  // Had it failed, the transaction would be over and the role with it.
  await tx.execute(sql.raw("reset role"));
  return done;
};
