-- History is never changed, and removed only with its whole request, long after that has ended:
-- sooner than this nobody can, whatever the server's setting says.
create function keep_hold_history() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and exists (
    select from holds h join requests r on r.id = h.request_id
    where h.id = old.hold_id and r.closed_at < now() - interval '30 days') then
    return old;
  end if;
  raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;
--> statement-breakpoint
drop trigger hold_history_append_only on hold_history;
--> statement-breakpoint
create trigger hold_history_append_only before update or delete on hold_history
  for each row execute function keep_hold_history();
--> statement-breakpoint
grant delete on hold_history to harborlight_app;
