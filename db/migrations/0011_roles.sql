-- The roles themselves belong to the server and are made before its migrations run (db/roles.ts).
grant usage on schema public to harborlight_app, harborlight_search, harborlight_analyst;
--> statement-breakpoint
grant select, insert, update, delete on all tables in schema public to harborlight_app;
--> statement-breakpoint
grant usage, select on all sequences in schema public to harborlight_app;
--> statement-breakpoint
alter default privileges in schema public
  grant select, insert, update, delete on tables to harborlight_app;
--> statement-breakpoint
alter default privileges in schema public grant usage, select on sequences to harborlight_app;
--> statement-breakpoint
revoke update, delete on audit_entries, bed_reports from harborlight_app;
--> statement-breakpoint
revoke insert, update, delete on audit_chain from harborlight_app;
--> statement-breakpoint
grant select on organizations, sites, programs, program_genders, program_circumstances,
  program_languages, program_areas, program_services, program_citations, bed_pools,
  search_documents, search_state, search_words to harborlight_search;
--> statement-breakpoint
grant select on organizations, sites, programs, program_genders, program_circumstances,
  program_languages, program_areas, program_services, intake_hours, intake_closed_days,
  bed_pools, bed_reports to harborlight_analyst;
--> statement-breakpoint
alter table confidential_addresses enable row level security;
--> statement-breakpoint
-- Who may write an address may not therefore read one.
create policy confidential_addresses_written on confidential_addresses
  for insert to harborlight_app with check (true);
--> statement-breakpoint
-- The viewer that the transaction names works for a program at this site.
create policy confidential_addresses_own on confidential_addresses for select to harborlight_app
  using (exists (
    select from program_staff s
      join users u on u.id = s.user_id and u.role = 'provider'
      join programs p on p.id = s.program_id
    where s.user_id = current_setting('harborlight.viewer', true)
      and p.site_id = confidential_addresses.site_id));
--> statement-breakpoint
-- The viewer is a steward, and this very transaction has written the reveal into the audit.
create policy confidential_addresses_revealed on confidential_addresses for select to harborlight_app
  using (exists (
    select from audit_entries e join users u on u.id = e.actor and u.role = 'steward'
    where e.actor = current_setting('harborlight.viewer', true)
      and e.action = 'address_revealed' and e.subject_type = 'site'
      and e.subject_id = confidential_addresses.site_id::text
      and e.at >= date_trunc('milliseconds', transaction_timestamp())));
