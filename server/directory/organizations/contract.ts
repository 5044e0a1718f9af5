import { Type, type Static } from "typebox";
import { Named, Nullable, Uuid } from "../../contract.ts";

export const Organization = Named("Organization", {
  id: Uuid,
  name: Type.String(),
  url: Nullable(Type.String()),
  people: Type.Integer({ description: "Accounts that are not closed" }),
  programs: Type.Array(Type.Object({ id: Uuid, name: Type.String() })),
  training: Type.Boolean({ description: "Fictional" }),
});
export type Organization = Static<typeof Organization>;

export const OrganizationList = Named("OrganizationList", {
  total: Type.Integer(),
  items: Type.Array(Organization),
  next: Nullable(Type.String()),
});
export type OrganizationList = Static<typeof OrganizationList>;

export const OrganizationInput = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 200, pattern: "\\S" }),
    url: Type.Optional(
      Nullable(Type.String({ format: "uri", pattern: "^https?://", maxLength: 500 })),
    ),
  },
  { title: "OrganizationInput", additionalProperties: false },
);
export type OrganizationInput = Static<typeof OrganizationInput>;

export const OrganizationQuery = Type.Object(
  {
    q: Type.Optional(Type.String({ maxLength: 100, description: "In the name" })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 50 })),
    cursor: Type.Optional(Uuid),
  },
  { additionalProperties: false },
);
export type OrganizationQuery = Static<typeof OrganizationQuery>;
