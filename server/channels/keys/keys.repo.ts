import { and, desc, eq, inArray, isNull, lt, or, sql } from "drizzle-orm";
import type { Reader, Writer } from "../../../db/client.ts";
import { apiKeyPrograms, apiKeys, programs, users } from "../../../db/schema/index.ts";

export interface KnownKey {
  id: string;
  createdBy: string;
  name: string;
  /** Made by a training account. */
  training: boolean;
  expiresAt: Date | null;
  revokedAt: Date | null;
  lastUsedAt: Date | null;
  programIds: string[];
}

/** The key with this hash, in one query. */
export const findKeyByHash = async (
  reader: Reader,
  keyHash: string,
): Promise<KnownKey | undefined> => {
  const [row] = await reader
    .select({
      id: apiKeys.id,
      createdBy: apiKeys.createdBy,
      name: apiKeys.name,
      training: users.training,
      expiresAt: apiKeys.expiresAt,
      revokedAt: apiKeys.revokedAt,
      lastUsedAt: apiKeys.lastUsedAt,
      programIds: sql<string[]>`array(select s.program_id from api_key_programs s
        where s.key_id = ${apiKeys.id})`,
    })
    .from(apiKeys)
    .innerJoin(users, eq(users.id, apiKeys.createdBy))
    .where(eq(apiKeys.keyHash, keyHash));
  return row;
};

/** Notes a use, unless one since `before` is noted already. */
export const touchKey = async (
  tx: Writer,
  id: string,
  { now, before }: { now: Date; before: Date },
): Promise<void> => {
  await tx
    .update(apiKeys)
    .set({ lastUsedAt: now })
    .where(and(eq(apiKeys.id, id), or(isNull(apiKeys.lastUsedAt), lt(apiKeys.lastUsedAt, before))));
};

export const insertKey = async (
  tx: Writer,
  key: typeof apiKeys.$inferInsert & { id: string },
  programIds: readonly string[],
): Promise<void> => {
  await tx.insert(apiKeys).values(key);
  await tx
    .insert(apiKeyPrograms)
    .values(programIds.map((programId) => ({ keyId: key.id, programId })));
};

/** Those of the programs that there are; `trainingOnly` leaves the others out. */
export const findKeyablePrograms = async (
  reader: Reader,
  programIds: readonly string[],
  trainingOnly: boolean,
): Promise<string[]> => {
  const rows = await reader
    .select({ id: programs.id })
    .from(programs)
    .where(
      and(
        inArray(programs.id, [...programIds]),
        trainingOnly ? eq(programs.training, true) : undefined,
      ),
    );
  return rows.map(({ id }) => id);
};

export interface KeyScope {
  /** undefined: of all programs. */
  readonly programIds: ReadonlySet<string> | undefined;
  readonly trainingOnly: boolean;
}

const inScope = ({ programIds, trainingOnly }: KeyScope) =>
  sql`exists (select from api_key_programs s join programs p on p.id = s.program_id
    where s.key_id = ${apiKeys.id}
      ${trainingOnly ? sql`and p.training` : sql``}
      ${programIds === undefined ? sql`` : sql`and p.id in ${[...programIds]}`})`;

const keysFrom = (reader: Reader) =>
  reader
    .select({
      id: apiKeys.id,
      name: apiKeys.name,
      hint: apiKeys.hint,
      createdBy: users.name,
      createdAt: apiKeys.createdAt,
      expiresAt: apiKeys.expiresAt,
      revokedAt: apiKeys.revokedAt,
      lastUsedAt: apiKeys.lastUsedAt,
      programs: sql<{ id: string; name: string }[]>`(
        select json_agg(json_build_object('id', p.id, 'name', p.name) order by p.name, p.id)
        from api_key_programs s join programs p on p.id = s.program_id
        where s.key_id = ${apiKeys.id})`,
    })
    .from(apiKeys)
    .innerJoin(users, eq(users.id, apiKeys.createdBy));
export type KeyRow = Awaited<ReturnType<typeof keysFrom>>[number];

const mostKeys = 200;

/** The newest keys that state counts of a program in the scope. */
export const findKeys = (reader: Reader, scope: KeyScope): Promise<KeyRow[]> =>
  keysFrom(reader).where(inScope(scope)).orderBy(desc(apiKeys.id)).limit(mostKeys);

export const findKey = async (
  reader: Reader,
  scope: KeyScope,
  id: string,
): Promise<KeyRow | undefined> => {
  const [row] = await keysFrom(reader).where(and(eq(apiKeys.id, id), inScope(scope)));
  return row;
};

/** Ends a key; false: it had ended before. */
export const endKey = async (tx: Writer, id: string, now: Date): Promise<boolean> => {
  const rows = await tx
    .update(apiKeys)
    .set({ revokedAt: now })
    .where(and(eq(apiKeys.id, id), isNull(apiKeys.revokedAt)))
    .returning({ id: apiKeys.id });
  return rows.length > 0;
};
