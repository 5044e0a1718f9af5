grant select on demand_events, program_showings to harborlight_analyst;
