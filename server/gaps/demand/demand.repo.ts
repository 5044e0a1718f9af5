import { lt, sql } from "drizzle-orm";
import type { Writer } from "../../../db/client.ts";
import { demandEvents, programShowings } from "../../../db/schema/index.ts";

export type DemandEvent = Omit<typeof demandEvents.$inferInsert, "id">;

export interface Showings {
  readonly programId: string;
  /** UTC. */
  readonly day: string;
  readonly shown: number;
}

export const insertEvents = async (tx: Writer, events: readonly DemandEvent[]): Promise<void> => {
  if (events.length > 0) await tx.insert(demandEvents).values([...events]);
};

/** Adds to what was counted; programs that are no longer there are left out. */
export const addShowings = async (tx: Writer, showings: readonly Showings[]): Promise<void> => {
  if (showings.length === 0) return;
  await tx.execute(sql`
    insert into ${programShowings} (program_id, day, shown)
    select (part->>'programId')::uuid, (part->>'day')::date, (part->>'shown')::int
    from json_array_elements(${JSON.stringify(showings)}::json) part
    where exists (select from programs p where p.id = (part->>'programId')::uuid)
    order by 1, 2
    on conflict (program_id, day) do update set shown = ${programShowings.shown} + excluded.shown`);
};

/** Removes what is older than it may be kept. */
export const forgetBefore = async (tx: Writer, moment: Date): Promise<void> => {
  await tx.delete(demandEvents).where(lt(demandEvents.hour, moment));
  await tx
    .delete(programShowings)
    .where(lt(programShowings.day, moment.toISOString().slice(0, 10)));
};
