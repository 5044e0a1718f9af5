import type { Organization, OrganizationInput, OrganizationList } from "./contract.ts";

const organization: Organization = {
  id: "0199c5f0-0000-7000-8000-000000000101",
  name: "Training county",
  url: "https://county.example.org",
  people: 3,
  programs: [],
  training: true,
};
const input: OrganizationInput = { name: organization.name, url: organization.url };
const list: OrganizationList = { total: 1, items: [organization], next: null };

export const organizationExamples = {
  listOrganizations: { response: list },
  addOrganization: { request: input, response: organization },
  changeOrganization: { request: input, response: organization },
} as const;
