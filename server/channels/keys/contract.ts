import { Type, type Static } from "typebox";
import { Named, Nullable, Timestamp, Uuid } from "../../contract.ts";

export const ApiKeyInput = Type.Object(
  {
    name: Type.String({
      minLength: 1,
      maxLength: 80,
      pattern: "\\S",
      description: "The system that will use the key",
    }),
    programs: Type.Array(Uuid, {
      minItems: 1,
      maxItems: 50,
      uniqueItems: true,
      description: "The programs whose counts it may state",
    }),
    expires_at: Type.Optional(Timestamp),
  },
  { title: "ApiKeyInput", additionalProperties: false },
);
export type ApiKeyInput = Static<typeof ApiKeyInput>;

export const ApiKey = Named("ApiKey", {
  id: Uuid,
  name: Type.String(),
  hint: Type.String({ description: "The key's last four letters" }),
  programs: Type.Array(Type.Object({ id: Uuid, name: Type.String() }), {
    description: "Those of its programs that the viewer looks after",
  }),
  created_by: Type.String(),
  created_at: Timestamp,
  expires_at: Nullable(Timestamp),
  revoked_at: Nullable(Timestamp),
  last_used_at: Nullable(
    Type.String({ format: "date-time", description: "Last use, to a minute" }),
  ),
});
export type ApiKey = Static<typeof ApiKey>;

export const ApiKeyList = Named("ApiKeyList", { items: Type.Array(ApiKey) });
export type ApiKeyList = Static<typeof ApiKeyList>;

export const ApiKeyMade = Named("ApiKeyMade", {
  secret: Type.String({ description: "The key itself, shown this once" }),
  key: ApiKey,
});
export type ApiKeyMade = Static<typeof ApiKeyMade>;
