create trigger audit_entries_append_only before update or delete on audit_entries
  for each row execute function refuse_change();
--> statement-breakpoint
create trigger audit_entries_never_emptied before truncate on audit_entries
  for each statement execute function refuse_change();
--> statement-breakpoint
create trigger audit_chain_append_only before update or delete on audit_chain
  for each row execute function refuse_change();
--> statement-breakpoint
create trigger audit_chain_never_emptied before truncate on audit_chain
  for each statement execute function refuse_change();
--> statement-breakpoint
create function date_audit_entry() returns trigger language plpgsql as $$
begin
  new.at := clock_timestamp();
  return new;
end $$;
--> statement-breakpoint
create trigger audit_entries_dated before insert on audit_entries
  for each row execute function date_audit_entry();
--> statement-breakpoint
-- One field of what is hashed: its length in bytes and its text, so that no two entries encode alike.
create function audit_field(value text) returns text language sql immutable parallel safe
  return coalesce(octet_length(value) || ':' || value, '-') || ';';
--> statement-breakpoint
-- Runs as the transaction commits, so that the one lock is held for no client's round trip and
-- nobody who holds it waits for another lock.
create function chain_audit_entry() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
declare
  last_position bigint := 0;
  last_hash bytea := '';
begin
  perform pg_advisory_xact_lock(727173);
  select c.position, c.hash into last_position, last_hash
    from audit_chain c order by c.position desc limit 1;
  last_position := coalesce(last_position, 0) + 1;
  insert into audit_chain (position, entry_id, hash) values (last_position, new.id,
    sha256(coalesce(last_hash, '') || convert_to(
      audit_field(last_position::text) || audit_field(new.id::text)
      || audit_field(to_char(new.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
      || audit_field(new.actor) || audit_field(new.action)
      || audit_field(new.subject_type) || audit_field(new.subject_id)
      || audit_field(new.details::text), 'UTF8')));
  return null;
end $$;
--> statement-breakpoint
revoke execute on function chain_audit_entry() from public;
--> statement-breakpoint
create constraint trigger audit_entries_chained after insert on audit_entries
  deferrable initially deferred for each row execute function chain_audit_entry();
