import type { Database } from "../client.ts";

/** Which server this is, whether it replays another's changes, and how far its log has come. */
export interface Position {
  readonly system: string;
  readonly replica: boolean;
  /** Bytes of the log: on disk at a primary, replayed at a replica. */
  readonly position: number;
}

/** Asks a server how far it has come. */
export const readPosition = async ({ driver }: Database): Promise<Position> => {
  const [found] = await driver<[Position]>`
    select system_identifier::text as system, pg_is_in_recovery() as replica,
      pg_wal_lsn_diff(case when pg_is_in_recovery() then pg_last_wal_replay_lsn()
        else pg_current_wal_flush_lsn() end, '0/0')::float8 as position
    from pg_control_system()`;
  return found;
};
