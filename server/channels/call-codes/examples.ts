import type { CallCode } from "./contract.ts";

const code: CallCode = { code: "481516" };

export const callCodeExamples = { makeCallCode: { response: code } } as const;
