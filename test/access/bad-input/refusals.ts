import { and, eq, sql } from "drizzle-orm";
import { auditEntries, users } from "../../../db/schema/index.ts";
import type { TestApp } from "../../support/app.ts";

/** What the audit kept of refusals. */
export interface Kept {
  actor: string | null;
  route: string | null;
  details: Record<string, unknown>;
}

/** Everything that was refused so far, by what else the entries must say. */
export const refusalsIn = async (test: TestApp): Promise<Kept[]> =>
  test.database.read
    .select({
      actor: users.email,
      route: auditEntries.subjectId,
      details: auditEntries.details,
    })
    .from(auditEntries)
    .leftJoin(users, eq(users.id, sql`${auditEntries.actor}`))
    .where(and(eq(auditEntries.action, "refused")))
    .orderBy(auditEntries.id);

/** The audit as text, for what must not stand in it. */
export const auditText = async (test: TestApp): Promise<string> =>
  JSON.stringify(await test.database.read.select().from(auditEntries));

/** Everything that an answer says, but for what is another with each request. */
export const said = (answer: {
  statusCode: number;
  body: string;
  headers: Record<string, unknown>;
}) => {
  const { "x-request-id": _id, date: _date, ...headers } = answer.headers;
  const told = Object.entries(headers).filter(([name]) => !name.startsWith("x-ratelimit"));
  return { status: answer.statusCode, body: answer.body, headers: Object.fromEntries(told) };
};
