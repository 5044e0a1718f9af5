import type {
  AppCode,
  OwnSessionList,
  RecoveryCodes,
  SecondFactorBegun,
  SecondFactorSet,
  SessionsEnded,
} from "./contract.ts";

const sessions: OwnSessionList = {
  items: [
    {
      id: "0199c5f0-0000-7000-8000-000000000201",
      current: true,
      browser: "chrome",
      system: "android",
      begun_at: "2026-03-02T01:10:00.000Z",
      used_at: "2026-03-02T02:30:00.000Z",
      expires_at: "2026-03-02T14:30:00.000Z",
    },
  ],
};
const ended: SessionsEnded = { ended: 1 };
const code: AppCode = { code: "480213" };
const recovery: RecoveryCodes = { recovery_codes: ["aB3dE-6gH1j"] };
const begun: SecondFactorBegun = {
  uri: "otpauth://totp/Harborlight:robin%40example.org?secret=EXAMPLEEXAMPLE23&issuer=Harborlight",
  key: "EXAMPLEEXAMPLE23",
  ...recovery,
};
const set: SecondFactorSet = { set: true };
const wrong = { 401: "wrong_credentials" } as const;

export const accountExamples = {
  listOwnSessions: { response: sessions },
  endOtherSessions: { response: ended },
  endOwnSession: { response: ended },
  beginSecondFactor: { response: begun },
  confirmSecondFactor: { request: code, response: set, refusals: wrong },
  renewRecoveryCodes: { request: code, response: recovery, refusals: wrong },
  removeSecondFactor: {
    request: code,
    response: { set: false } satisfies SecondFactorSet,
    refusals: wrong,
  },
} as const;
