import type { SpokenLanguage } from "../../../db/codes.ts";

export interface Spoken {
  language: SpokenLanguage;
  text: string;
}

/** What a gateway does next in a call: says something, and either waits for keys or hangs up. */
export interface VoiceAnswer {
  say: readonly Spoken[];
  /** How many keys to wait for; undefined: until the pound key. Left out: the call ends. */
  gather?: { digits: number | undefined; action: string };
}

const locales: Readonly<Record<SpokenLanguage, string>> = { en: "en-US", es: "es-US" };

/** The answer in TwiML, as far as keypad calls need it: Say, Gather and Hangup. */
export const toVoiceXml = async ({ say, gather }: VoiceAnswer): Promise<string> => {
  // Loaded with the first call: it brings a whole document model.
  const { create } = await import("xmlbuilder2");
  const says = say.map(({ language, text }) => ({ "@language": locales[language], "#": text }));
  const response = gather
    ? {
        Gather: {
          ...{ "@input": "dtmf", "@method": "POST", "@action": gather.action, "@timeout": "10" },
          ...(gather.digits === undefined
            ? { "@finishOnKey": "#" }
            : { "@numDigits": String(gather.digits), "@finishOnKey": "" }),
          Say: says,
        },
        Hangup: {},
      }
    : { Say: says, Hangup: {} };
  return create({ version: "1.0", encoding: "UTF-8" }, { Response: response }).end();
};
