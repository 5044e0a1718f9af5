import { Type, type Static } from "typebox";
import { roles } from "../../../db/codes.ts";
import { CountyFips, Named, Nullable, StateCode, Timestamp, Uuid } from "../../contract.ts";
import { Email, RoleCode } from "../contract.ts";

export const PersonId = Type.String({ minLength: 1, maxLength: 64, pattern: "^[0-9A-Za-z-]+$" });
const Name = Type.String({ minLength: 1, maxLength: 120, pattern: "\\S" });
const Area = Type.Union([StateCode, CountyFips], {
  description: "A state by its USPS code or a county by its FIPS code",
});

export const personStates = ["open", "invited", "closed"] as const;
export type PersonState = (typeof personStates)[number];
const PersonStateCode = Type.Unsafe<PersonState>({
  type: "string",
  enum: [...personStates],
  title: "PersonState",
  description: "invited: has not signed in yet",
});

export const Person = Named("Person", {
  id: PersonId,
  name: Type.String(),
  email: Type.String(),
  role: RoleCode,
  organization: Nullable(Type.Object({ id: Uuid, name: Type.String() })),
  regions: Type.Array(Type.String(), { description: "Where an analyst looks" }),
  programs: Type.Array(Type.Object({ id: Uuid, name: Type.String(), lead: Type.Boolean() })),
  state: PersonStateCode,
  invitation_ends_at: Nullable(Timestamp),
  second_factor: Type.Boolean({ description: "Signs in with an authenticator app too" }),
  training: Type.Boolean({ description: "Fictional" }),
});
export type Person = Static<typeof Person>;

export const PersonList = Named("PersonList", {
  total: Type.Integer(),
  items: Type.Array(Person),
  next: Nullable(Type.String()),
});
export type PersonList = Static<typeof PersonList>;

const membership = {
  name: Name,
  role: RoleCode,
  organization_id: Type.Optional(Nullable(Uuid)),
  regions: Type.Optional(Type.Array(Area, { maxItems: 100, uniqueItems: true })),
  programs: Type.Optional(
    Type.Array(Type.Object({ id: Uuid, lead: Type.Boolean() }, { additionalProperties: false }), {
      maxItems: 200,
    }),
  ),
};

/** What a person is here; what is left out is none. */
export const Membership = Type.Object(membership, {
  title: "Membership",
  additionalProperties: false,
});
export type Membership = Static<typeof Membership>;

export const Invitation = Type.Object(
  { email: Email, ...membership },
  { title: "Invitation", additionalProperties: false },
);
export type Invitation = Static<typeof Invitation>;

// Of a parameter the document keeps the description apart, so it cannot share the named schemas.
const oneOf = <const T extends readonly string[]>(codes: T) =>
  Type.Unsafe<T[number]>({ type: "string", enum: [...codes] });

export const PeopleQuery = Type.Object(
  {
    q: Type.Optional(Type.String({ maxLength: 100, description: "In name, e-mail, organization" })),
    role: Type.Optional(oneOf(roles)),
    state: Type.Optional(oneOf(personStates)),
    organization: Type.Optional(Uuid),
    area: Type.Optional(Area),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 50 })),
    cursor: Type.Optional(Type.String({ maxLength: 400 })),
  },
  { additionalProperties: false },
);
export type PeopleQuery = Static<typeof PeopleQuery>;

export const RegionList = Named("RegionList", {
  items: Type.Array(
    Type.Object({
      area: Type.String(),
      people: Type.Array(Type.Object({ id: PersonId, name: Type.String() })),
    }),
  ),
});
export type RegionList = Static<typeof RegionList>;
