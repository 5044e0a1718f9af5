import type { Invitation, Membership, Person, PersonList, RegionList } from "./contract.ts";

const organization = { id: "0199c5f0-0000-7000-8000-000000000101", name: "Training county" };

const person: Person = {
  id: "0199c5f0-0000-7000-8000-000000000011",
  name: "Robin Example",
  email: "robin@example.org",
  role: "worker",
  organization,
  regions: [],
  programs: [],
  state: "invited",
  invitation_ends_at: "2026-03-16T02:30:00.000Z",
  second_factor: false,
  training: false,
};
const people: PersonList = { total: 1, items: [person], next: null };
const membership: Membership = {
  name: person.name,
  role: "worker",
  organization_id: organization.id,
};
const invitation: Invitation = { email: person.email, ...membership };
const regions: RegionList = {
  items: [{ area: "CA", people: [{ id: person.id, name: "Training analyst" }] }],
};

export const peopleExamples = {
  listPeople: { response: people },
  invitePerson: { request: invitation, response: person },
  changePerson: { request: membership, response: person },
  invitePersonAgain: { response: person },
  closeAccount: { response: { ...person, state: "closed" } satisfies Person },
  reopenAccount: { response: person },
  removeLostFactor: { response: person },
  listRegions: { response: regions },
} as const;
