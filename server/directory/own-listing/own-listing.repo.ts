import { asc, eq, sql } from "drizzle-orm";
import type { Writer } from "../../../db/client.ts";
import type { LanguageMode, Visibility } from "../../../db/codes.ts";
import {
  intakeClosedDays,
  intakeHours,
  programLanguages,
  programs,
  sites,
} from "../../../db/schema/index.ts";
import type { WeeklyHours } from "../intake-hours.ts";

export interface Telephones {
  phone: string | null;
  intakePhone: string | null;
  nightPhone: string | null;
}

export interface ListingRow extends Telephones {
  interpreterAnyLanguage: boolean | null;
  intakeAroundTheClock: boolean | null;
  visibility: Visibility | null;
}

/** Locks the program's row against other changes of its listing, and reads what it says. */
export const lockListing = async (
  tx: Writer,
  programId: string,
): Promise<ListingRow | undefined> => {
  const [row] = await tx
    .select({
      phone: programs.phone,
      intakePhone: programs.intakePhone,
      nightPhone: programs.nightPhone,
      interpreterAnyLanguage: programs.interpreterAnyLanguage,
      intakeAroundTheClock: programs.intakeAroundTheClock,
      visibility: sql<Visibility | null>`(select s.visibility from ${sites} s where s.id = ${programs.siteId})`,
    })
    .from(programs)
    .where(eq(programs.id, programId))
    .for("no key update");
  return row;
};

export const updateListing = async (
  tx: Writer,
  programId: string,
  change: Partial<Omit<ListingRow, "visibility">> & { updatedAt: Date },
): Promise<void> => {
  await tx.update(programs).set(change).where(eq(programs.id, programId));
};

export interface LanguageRow {
  language: string;
  mode: LanguageMode;
}

export const findLanguages = (tx: Writer, programId: string): Promise<LanguageRow[]> =>
  tx
    .select({ language: programLanguages.language, mode: programLanguages.mode })
    .from(programLanguages)
    .where(eq(programLanguages.programId, programId))
    .orderBy(asc(programLanguages.mode), asc(programLanguages.language))
    .execute();

export const setLanguages = async (
  tx: Writer,
  programId: string,
  rows: readonly LanguageRow[],
): Promise<void> => {
  await tx.delete(programLanguages).where(eq(programLanguages.programId, programId));
  if (rows.length === 0) return;
  await tx.insert(programLanguages).values(rows.map((row) => ({ programId, ...row })));
};

export const findHours = async (
  tx: Writer,
  programId: string,
): Promise<{ hours: WeeklyHours[]; closedDays: string[] }> => {
  const hours = await tx
    .select({
      weekday: intakeHours.weekday,
      opensMinute: intakeHours.opensMinute,
      closesMinute: intakeHours.closesMinute,
      lastIntakeMinute: intakeHours.lastIntakeMinute,
    })
    .from(intakeHours)
    .where(eq(intakeHours.programId, programId))
    .orderBy(asc(intakeHours.weekday), asc(intakeHours.opensMinute));
  const days = await tx
    .select({ day: intakeClosedDays.day })
    .from(intakeClosedDays)
    .where(eq(intakeClosedDays.programId, programId))
    .orderBy(asc(intakeClosedDays.day));
  return { hours, closedDays: days.map(({ day }) => day) };
};

export const setHours = async (
  tx: Writer,
  programId: string,
  { hours, closedDays }: { hours: readonly WeeklyHours[]; closedDays: readonly string[] },
): Promise<void> => {
  await tx.delete(intakeHours).where(eq(intakeHours.programId, programId));
  await tx.delete(intakeClosedDays).where(eq(intakeClosedDays.programId, programId));
  if (hours.length > 0) {
    await tx.insert(intakeHours).values(hours.map((row) => ({ programId, ...row })));
  }
  if (closedDays.length > 0) {
    await tx.insert(intakeClosedDays).values(closedDays.map((day) => ({ programId, day })));
  }
};
