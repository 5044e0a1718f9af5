import { Type, type Static } from "typebox";
import { roles } from "../../db/codes.ts";
import { secondFactorStates } from "./second-factor-rule.ts";
import { Coded, Named, Nullable, Timestamp, Uuid } from "../contract.ts";

export const RoleCode = Coded("Role", roles, "Role");

export const Me = Named("Me", {
  viewer: Nullable(
    Type.Object({
      id: Type.String(),
      name: Type.String(),
      email: Type.String(),
      role: RoleCode,
      second_factor: Coded(
        "SecondFactor",
        secondFactorStates,
        "Whether signing in asks for a second factor; needed: set it before anything else",
      ),
      programs: Type.Array(Type.Object({ id: Uuid, name: Type.String(), lead: Type.Boolean() }), {
        description: "Programs that this person works for",
      }),
    }),
  ),
  instance: Type.Object({
    training: Type.Boolean({ description: "Fictional training programs are listed here" }),
    password_sign_in: Type.Boolean(),
    code_sign_in: Type.Boolean({ description: "Sign-in codes are sent by e-mail" }),
    passkeys: Type.Boolean({ description: "Its public address has a name, so passkeys work" }),
    sign_on: Nullable(Type.String({ description: "What the county's own sign-on is called" })),
    training_accounts: Type.Array(Type.Object({ email: Type.String(), role: RoleCode }), {
      description: "Empty except where training data is seeded",
    }),
    map_style_url: Nullable(Type.String()),
  }),
});
export type Me = Static<typeof Me>;

/** Of an authenticator app, or of the list of recovery codes; whatever is neither is wrong. */
export const FactorCode = Type.String({ maxLength: 100 });

export const Email = Type.String({ format: "email", maxLength: 254 });

export const CodeRequest = Type.Object(
  { email: Email },
  { title: "CodeRequest", additionalProperties: false },
);

export const CodeRequested = Named("CodeRequested", {
  minutes: Type.Integer({ description: "How long a code works, if one was sent" }),
});
export type CodeRequested = Static<typeof CodeRequested>;

export const CodeProof = Type.Object(
  { email: Email, code: Type.String({ maxLength: 100, description: "As it stood in the e-mail" }) },
  { title: "CodeProof", additionalProperties: false },
);
export type CodeProof = Static<typeof CodeProof>;

export const Credentials = Type.Object(
  {
    email: Email,
    password: Type.String({ minLength: 1, maxLength: 128 }),
  },
  { title: "Credentials", additionalProperties: false },
);
export type Credentials = Static<typeof Credentials>;

/** Who is signed in; the session's token travels in the cookie alone. */
const SessionUser = Named("SessionUser", {
  id: Type.String(),
  name: Type.String(),
  email: Type.String(),
});

export const SignedInAnswer = Named("SignedIn", {
  user: Type.Union([SessionUser, Type.Null()], {
    description: "null: the second factor is asked for first, and nobody is signed in yet",
  }),
});
export type SignedInAnswer = Static<typeof SignedInAnswer>;

export const SecondFactorProof = Type.Union(
  [
    Type.Object({ code: FactorCode }, { additionalProperties: false }),
    Type.Object({ recovery_code: FactorCode }, { additionalProperties: false }),
  ],
  { title: "SecondFactorProof", description: "A code of the authenticator app, or of recovery" },
);
export type SecondFactorProof = Static<typeof SecondFactorProof>;

export const SignOnBegun = Named("SignOnBegun", {
  url: Type.String({ description: "Where to send the browser" }),
});
export type SignOnBegun = Static<typeof SignOnBegun>;

export const SignedOutAnswer = Named("SignedOut", { success: Type.Literal(true) });
export type SignedOutAnswer = Static<typeof SignedOutAnswer>;

export const SessionAnswer = Named("Session", {
  session: Nullable(Type.Object({ expires_at: Timestamp, user: SessionUser })),
});
export type SessionAnswer = Static<typeof SessionAnswer>;
