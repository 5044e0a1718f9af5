-- The viewer is the second steward, and this very transaction has written his consent into the audit.
create function is_loosened_by_viewer(site uuid) returns boolean language sql stable
  return exists (
    select from visibility_changes c join audit_entries e on e.actor = c.decided_by
    where c.site_id = site and c.from_visibility = 'confidential' and c.state = 'in_force'
      and c.decided_by <> c.proposed_by
      and c.decided_by = current_setting('harborlight.viewer', true)
      and e.action = 'loosening_confirmed' and e.subject_type = 'site'
      and e.subject_id = site::text
      and e.at >= date_trunc('milliseconds', transaction_timestamp()));
--> statement-breakpoint
create policy confidential_addresses_loosened on confidential_addresses
  for select to harborlight_app using (is_loosened_by_viewer(site_id));
--> statement-breakpoint
create policy confidential_addresses_moved on confidential_addresses
  for delete to harborlight_app using (is_loosened_by_viewer(site_id));
