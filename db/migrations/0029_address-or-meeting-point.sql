-- As before, and only where no program at the site wants to be met elsewhere.
drop policy confidential_addresses_promised on confidential_addresses;
--> statement-breakpoint
create policy confidential_addresses_promised on confidential_addresses for select to harborlight_app
  using (exists (
    select from holds h
      join requests r on r.id = h.request_id
      join users u on u.id = r.worker_id and u.role = 'worker'
      join programs p on p.id = h.program_id
    where r.worker_id = current_setting('harborlight.viewer', true)
      and p.site_id = confidential_addresses.site_id
      and ((h.state = 'accepted' and h.expires_at > now())
        or (h.state = 'arrived' and h.arrived_at > now() - interval '24 hours')))
  and not exists (
    select from meeting_points m join programs p on p.id = m.program_id
    where p.site_id = confidential_addresses.site_id));
