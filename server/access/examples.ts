import type {
  CodeProof,
  CodeRequested,
  Credentials,
  Me,
  SecondFactorProof,
  SessionAnswer,
  SignedInAnswer,
  SignedOutAnswer,
} from "./contract.ts";

const user = {
  id: "0199c5f0-0000-7000-8000-000000000001",
  name: "Training worker",
  email: "worker@training.test",
};

const me: Me = {
  viewer: { ...user, role: "worker", second_factor: "unset", programs: [] },
  instance: {
    training: true,
    password_sign_in: true,
    code_sign_in: true,
    passkeys: true,
    sign_on: null,
    training_accounts: [{ email: "worker@training.test", role: "worker" }],
    map_style_url: null,
  },
};
const credentials: Credentials = { email: user.email, password: "harborlight-training" };
const codeRequested: CodeRequested = { minutes: 10 };
const codeProof: CodeProof = { email: user.email, code: "480213" };
const signedIn: SignedInAnswer = { user };
const signedOut: SignedOutAnswer = { success: true };
const session: SessionAnswer = { session: { expires_at: "2026-03-02T14:30:00.000Z", user } };

export const accessExamples = {
  readMe: { response: me },
  signIn: { request: credentials, response: signedIn, refusals: { 401: "wrong_credentials" } },
  requestSignInCode: { request: { email: user.email }, response: codeRequested },
  signInWithCode: {
    request: codeProof,
    response: signedIn,
    refusals: { 401: "wrong_credentials" },
  },
  signInWithSecondFactor: {
    request: { code: "480213" } satisfies SecondFactorProof,
    response: signedIn,
    refusals: { 401: "wrong_credentials" },
  },
  beginCountySignOn: {
    response: { url: "https://login.county.example/auth?client_id=harborlight" },
  },
  finishCountySignOn: { response: null },
  signOut: { response: signedOut },
  readSession: { response: session },
} as const;
