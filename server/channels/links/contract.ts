import { Type, type Static } from "typebox";
import { linkActions, linkChannels } from "../../../db/codes.ts";
import { Coded, Named, Nullable, Timestamp, Uuid } from "../../contract.ts";
import { Pool } from "../../directory/contract.ts";

const LinkActionCode = Coded("LinkAction", linkActions, "What a link states, each once");
const LinkChannelCode = Coded("LinkChannel", linkChannels, "How the link reaches its reader");
const Token = Type.String({ maxLength: 100, description: "What stands behind the # of the link" });
const Count = Type.Integer({ minimum: 0, maximum: 5000 });

export const LinkToken = Type.Object(
  { token: Token },
  { title: "LinkToken", additionalProperties: false },
);
export type LinkToken = Static<typeof LinkToken>;

export const OpenedLink = Named("OpenedLink", {
  program: Type.Object({ id: Uuid, name: Type.String() }),
  pools: Type.Array(Pool),
  used: Type.Array(LinkActionCode, { description: "What was stated by this link already" }),
  expires_at: Timestamp,
});
export type OpenedLink = Static<typeof OpenedLink>;

export const LinkReport = Type.Object(
  {
    token: Token,
    attempt: Type.String({
      minLength: 8,
      maxLength: 64,
      pattern: "^[\\w-]+$",
      description: "Drawn by the page; the same again makes a repeat safe",
    }),
    action: LinkActionCode,
    pools: Type.Optional(
      Type.Array(Type.Object({ pool_id: Uuid, open: Count }, { additionalProperties: false }), {
        minItems: 1,
        maxItems: 50,
        description: "For `counts` only",
      }),
    ),
    version: Type.Integer({
      minimum: 0,
      maximum: 999_999_999,
      description: "Sum of the versions of the pools that are stated, as they were shown",
    }),
  },
  { title: "LinkReport", additionalProperties: false },
);
export type LinkReport = Static<typeof LinkReport>;

export const LinkInput = Type.Object(
  {
    channel: LinkChannelCode,
    user_id: Type.Optional(
      Type.String({ maxLength: 36, description: "Whom to; yourself if left out" }),
    ),
  },
  { title: "LinkInput", additionalProperties: false },
);
export type LinkInput = Static<typeof LinkInput>;

export const ConfirmLink = Named("ConfirmLink", {
  id: Uuid,
  to: Type.Object({ id: Type.String(), name: Type.String() }),
  channel: LinkChannelCode,
  sent_by: Nullable(Type.String({ description: "Name; null: a reminder" })),
  sent_at: Timestamp,
  expires_at: Timestamp,
  revoked_at: Nullable(Timestamp),
  used: Type.Array(LinkActionCode),
});
export type ConfirmLink = Static<typeof ConfirmLink>;

export const ConfirmLinkList = Named("ConfirmLinkList", { items: Type.Array(ConfirmLink) });
export type ConfirmLinkList = Static<typeof ConfirmLinkList>;
