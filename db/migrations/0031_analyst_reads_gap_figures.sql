grant select on demand_months, youth_populations, program_citations to harborlight_analyst;
