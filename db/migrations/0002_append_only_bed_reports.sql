create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;
--> statement-breakpoint
create trigger bed_reports_append_only before update or delete on bed_reports
  for each row execute function refuse_change();
