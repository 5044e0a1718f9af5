import { Type, type Static } from "typebox";
import { Named, Nullable, Timestamp, Uuid } from "../../contract.ts";

const strict = { additionalProperties: false };
const transports = Type.Array(Type.String({ maxLength: 40 }), { maxItems: 10 });
/** Bytes in base64url, up to some kilobytes. */
const Bytes = Type.String({ pattern: "^[A-Za-z0-9_-]+$", maxLength: 20_000 });
const credentialType = Type.Unsafe<"public-key">({ type: "string", enum: ["public-key"] });

export const PasskeyName = Type.String({ minLength: 1, maxLength: 60, pattern: "\\S" });

export const Passkey = Named("Passkey", {
  id: Uuid,
  name: Type.String(),
  backed_up: Type.Boolean({ description: "Its maker keeps it on several devices" }),
  created_at: Timestamp,
  last_used_at: Nullable(Timestamp),
});
export type Passkey = Static<typeof Passkey>;

export const PasskeyList = Named("PasskeyList", { items: Type.Array(Passkey) });
export type PasskeyList = Static<typeof PasskeyList>;

/** What the browser is asked to make (WebAuthn, PublicKeyCredentialCreationOptionsJSON). */
export const PasskeyBegun = Named("PasskeyBegun", {
  rp: Type.Object({ id: Type.String(), name: Type.String() }),
  user: Type.Object({ id: Type.String(), name: Type.String(), displayName: Type.String() }),
  challenge: Type.String(),
  pubKeyCredParams: Type.Array(Type.Object({ alg: Type.Integer(), type: credentialType })),
  timeout: Type.Integer({ description: "Milliseconds" }),
  excludeCredentials: Type.Array(Type.Object({ id: Type.String(), type: credentialType })),
  authenticatorSelection: Type.Object({
    residentKey: Type.Unsafe<"required">({ type: "string", enum: ["required"] }),
    requireResidentKey: Type.Boolean(),
    userVerification: Type.Unsafe<"required">({ type: "string", enum: ["required"] }),
  }),
  attestation: Type.Unsafe<"none">({ type: "string", enum: ["none"] }),
});
export type PasskeyBegun = Static<typeof PasskeyBegun>;

/** What the browser is asked to sign (WebAuthn, PublicKeyCredentialRequestOptionsJSON). */
export const PasskeyAsked = Named("PasskeyAsked", {
  challenge: Type.String(),
  rpId: Type.String(),
  timeout: Type.Integer({ description: "Milliseconds" }),
  userVerification: Type.Unsafe<"required">({ type: "string", enum: ["required"] }),
});
export type PasskeyAsked = Static<typeof PasskeyAsked>;

const credential = {
  id: Bytes,
  rawId: Bytes,
  type: credentialType,
  authenticatorAttachment: Type.Optional(
    Type.Unsafe<"platform" | "cross-platform">({
      type: "string",
      enum: ["platform", "cross-platform"],
    }),
  ),
  clientExtensionResults: Type.Object({}, { additionalProperties: true }),
};

export const NewPasskey = Type.Object(
  {
    name: PasskeyName,
    credential: Type.Object(
      {
        ...credential,
        response: Type.Object(
          {
            clientDataJSON: Bytes,
            attestationObject: Bytes,
            authenticatorData: Type.Optional(Bytes),
            transports: Type.Optional(transports),
            publicKeyAlgorithm: Type.Optional(Type.Integer()),
            publicKey: Type.Optional(Bytes),
          },
          strict,
        ),
      },
      strict,
    ),
  },
  { title: "NewPasskey", ...strict },
);
export type NewPasskey = Static<typeof NewPasskey>;

export const PasskeyProof = Type.Object(
  {
    credential: Type.Object(
      {
        ...credential,
        response: Type.Object(
          {
            clientDataJSON: Bytes,
            authenticatorData: Bytes,
            signature: Bytes,
            userHandle: Type.Optional(Bytes),
          },
          strict,
        ),
      },
      strict,
    ),
  },
  { title: "PasskeyProof", ...strict },
);
export type PasskeyProof = Static<typeof PasskeyProof>;

export const PasskeyChange = Type.Object(
  { name: PasskeyName },
  { title: "PasskeyChange", ...strict },
);
export type PasskeyChange = Static<typeof PasskeyChange>;

export const PasskeyRemoved = Named("PasskeyRemoved", { removed: Type.Literal(true) });
