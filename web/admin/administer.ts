import { api } from "../api/client.ts";
import { answered } from "../api/problem.ts";
import type {
  Membership,
  NoticeView,
  Organization,
  OrganizationInput,
  OrganizationList,
  Person,
  PersonList,
  PersonState,
  RegionList,
  Role,
  SentNoticeList,
} from "../api/schema.ts";

export interface PeopleSearch {
  q: string;
  role: Role | undefined;
  state: PersonState | undefined;
}

interface Page {
  cursor?: string | undefined;
  limit?: number;
}

const defined = <T extends object>(values: T) =>
  Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined && value !== ""),
  ) as { [K in keyof T]: Exclude<T[K], undefined> };

export const listPeople = (
  { q, role, state }: PeopleSearch,
  page: Page,
  signal?: AbortSignal,
): Promise<PersonList> =>
  answered(
    api.GET("/api/people", {
      params: { query: defined({ q: q.trim(), role, state, ...page }) },
      ...(signal && { signal }),
    }),
  );

/** Throws Refused `conflict` when an account has the e-mail, `invalid_input` when it does not fit. */
export const invite = (email: string, membership: Membership): Promise<Person> =>
  answered(api.POST("/api/people", { body: { email, ...membership } }));

export const change = (id: string, body: Membership): Promise<Person> =>
  answered(api.PUT("/api/people/{id}", { params: { path: { id } }, body }));

const at = (id: string) => ({ params: { path: { id } } });
export const inviteAgain = (id: string): Promise<Person> =>
  answered(api.POST("/api/people/{id}/invitation", at(id)));
export const closeAccount = (id: string): Promise<Person> =>
  answered(api.POST("/api/people/{id}/close", at(id)));
export const reopenAccount = (id: string): Promise<Person> =>
  answered(api.POST("/api/people/{id}/reopen", at(id)));

/** Takes a lost authenticator app away, and ends all sessions. */
export const removeLostFactor = (id: string): Promise<Person> =>
  answered(api.POST("/api/people/{id}/remove-second-factor", at(id)));

export const listOrganizations = (
  q: string,
  page: Page,
  signal?: AbortSignal,
): Promise<OrganizationList> =>
  answered(
    api.GET("/api/organizations", {
      params: { query: defined({ q: q.trim(), ...page }) },
      ...(signal && { signal }),
    }),
  );

/** Throws Refused `conflict` when an organization has the name. */
export const addOrganization = (body: OrganizationInput): Promise<Organization> =>
  answered(api.POST("/api/organizations", { body }));
export const changeOrganization = (id: string, body: OrganizationInput): Promise<Organization> =>
  answered(api.PUT("/api/organizations/{id}", { ...at(id), body }));

export const listRegions = (): Promise<RegionList> => answered(api.GET("/api/regions"));

/** How notices went, newest first. */
export const listNotices = (
  view: NoticeView | undefined,
  cursor: string | undefined,
  signal: AbortSignal,
): Promise<SentNoticeList> =>
  answered(api.GET("/api/notices", { params: { query: defined({ view, cursor }) }, signal }));

/** A person's membership as it stands, for changing and for undoing a change. */
export const membershipOf = (person: Person): Membership => ({
  name: person.name,
  role: person.role,
  organization_id: person.organization?.id ?? null,
  regions: person.regions,
  programs: person.programs.map(({ id, lead }) => ({ id, lead })),
});
