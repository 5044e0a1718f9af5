import type {
  NewPasskey,
  Passkey,
  PasskeyAsked,
  PasskeyBegun,
  PasskeyChange,
  PasskeyList,
  PasskeyProof,
} from "./contract.ts";

const passkey: Passkey = {
  id: "0199c5f0-0000-7000-8000-000000000301",
  name: "My phone",
  backed_up: true,
  created_at: "2026-03-02T01:10:00.000Z",
  last_used_at: null,
};
const list: PasskeyList = { items: [passkey] };
const begun: PasskeyBegun = {
  rp: { id: "beds.example.org", name: "Harborlight" },
  user: { id: "cm9iaW4", name: "robin@example.org", displayName: "Robin Example" },
  challenge: "q2hhbGxlbmdl",
  pubKeyCredParams: [{ alg: -7, type: "public-key" }],
  timeout: 60_000,
  excludeCredentials: [],
  authenticatorSelection: {
    residentKey: "required",
    requireResidentKey: true,
    userVerification: "required",
  },
  attestation: "none",
};
const asked: PasskeyAsked = {
  challenge: "q2hhbGxlbmdl",
  rpId: "beds.example.org",
  timeout: 60_000,
  userVerification: "required",
};
const credential = {
  id: "ZXhhbXBsZQ",
  rawId: "ZXhhbXBsZQ",
  type: "public-key",
  clientExtensionResults: {},
} as const;
const added: NewPasskey = {
  name: passkey.name,
  credential: {
    ...credential,
    response: { clientDataJSON: "e30", attestationObject: "o2NmbXQ", transports: ["internal"] },
  },
};
const proof: PasskeyProof = {
  credential: {
    ...credential,
    response: { clientDataJSON: "e30", authenticatorData: "AAAA", signature: "MEUC" },
  },
};
const change: PasskeyChange = { name: "Office key" };
const wrong = { 401: "wrong_credentials" } as const;

export const passkeyExamples = {
  askForPasskey: { response: asked },
  signInWithPasskey: {
    request: proof,
    response: {
      user: {
        id: "0199c5f0-0000-7000-8000-000000000001",
        name: "Training worker",
        email: "worker@training.test",
      },
    },
    refusals: wrong,
  },
  listPasskeys: { response: list },
  beginPasskey: { response: begun, refusals: { 403: "sign_in_too_old" } },
  addPasskey: { request: added, response: passkey, refusals: wrong },
  renamePasskey: { request: change, response: { ...passkey, ...change } },
  removePasskey: { response: { removed: true } },
} as const;
