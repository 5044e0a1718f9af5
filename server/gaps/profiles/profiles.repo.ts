import { and, asc, count, eq } from "drizzle-orm";
import type { Reader, Writer } from "../../../db/client.ts";
import { needProfiles } from "../../../db/schema/index.ts";
import type { ProfileNeed } from "./need-profiles.ts";

export interface ProfileRow {
  readonly id: string;
  readonly name: string;
  readonly need: ProfileNeed;
}

const columns = { id: needProfiles.id, name: needProfiles.name, need: needProfiles.need };

export const findProfiles = async (reader: Reader, userId: string): Promise<ProfileRow[]> => {
  const rows = await reader
    .select(columns)
    .from(needProfiles)
    .where(eq(needProfiles.userId, userId))
    .orderBy(asc(needProfiles.name), asc(needProfiles.id));
  return rows.map((row) => ({ ...row, need: row.need as ProfileNeed }));
};

export const countProfiles = async (tx: Writer, userId: string): Promise<number> => {
  const [row] = await tx
    .select({ profiles: count() })
    .from(needProfiles)
    .where(eq(needProfiles.userId, userId));
  return row?.profiles ?? 0;
};

/** The id of the new profile; undefined where one of this person has the name. */
export const insertProfile = async (
  tx: Writer,
  userId: string,
  profile: { name: string; need: ProfileNeed },
  now: Date,
): Promise<string | undefined> => {
  const [row] = await tx
    .insert(needProfiles)
    .values({ ...profile, userId, updatedAt: now })
    .onConflictDoNothing()
    .returning({ id: needProfiles.id });
  return row?.id;
};

const own = (userId: string, id: string) =>
  and(eq(needProfiles.userId, userId), eq(needProfiles.id, id));

/** Whether this person has the profile. */
export const updateProfile = async (
  tx: Writer,
  userId: string,
  id: string,
  profile: { name: string; need: ProfileNeed },
  now: Date,
): Promise<boolean> => {
  const rows = await tx
    .update(needProfiles)
    .set({ ...profile, updatedAt: now })
    .where(own(userId, id))
    .returning({ id: needProfiles.id });
  return rows.length > 0;
};

export const deleteProfile = async (tx: Writer, userId: string, id: string): Promise<boolean> => {
  const rows = await tx
    .delete(needProfiles)
    .where(own(userId, id))
    .returning({ id: needProfiles.id });
  return rows.length > 0;
};
