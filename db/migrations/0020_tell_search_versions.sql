-- Whoever copies the documents elsewhere hears of every new version once its transaction commits.
create function tell_search_version() returns trigger language plpgsql as $$
begin
  perform pg_notify('harborlight_search', '');
  return null;
end $$;
--> statement-breakpoint
create trigger search_state_told after update on search_state
  for each statement execute function tell_search_version();
