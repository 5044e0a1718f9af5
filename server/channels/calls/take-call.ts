import { hash } from "node:crypto";
import type { Database, Writer } from "../../../db/client.ts";
import type { SpokenLanguage } from "../../../db/codes.ts";
import { findPerson } from "../../access/access.repo.ts";
import { authorizeReport } from "../../access/authorize.ts";
import type { TryCounter } from "../../access/limit-tries.ts";
import type { SignedIn } from "../../access/viewer.ts";
import { postBedReport } from "../../availability/post-bed-report.ts";
import { DomainError } from "../../errors.ts";
import { findPersonByNumber } from "../../notify/contact/contact-points.repo.ts";
import { findAnswerablePrograms, insertReceived, type NamedProgram } from "../sms/received.repo.ts";
import { inOrder } from "../sms/resolve-answer.ts";
import { findCallCode } from "../call-codes/call-codes.repo.ts";
import { isCallCode } from "../call-codes/call-code.ts";
import { callTexts, greetings } from "./call-texts.ts";
import { deleteCall, lockCall, saveCall, type KnownCall } from "./calls.repo.ts";
import { afterCode, languageKeys, stepCall, type CallState, type CallStep } from "./step-call.ts";
import type { VoiceAnswer } from "./voice-xml.ts";

export interface IncomingKeys {
  /** The gateway's id of the call. */
  callId: string;
  from: string;
  /** Keys that were pressed; empty: none, as when the call begins. */
  digits: string;
  /** The request itself, by which one that comes again is known. */
  request: string;
}

export interface CallSettings {
  secret: string;
  /** Where the gateway brings the next keys. */
  action: string;
  tries: TryCounter;
  now: Date;
}

/** A call that is not over by then begins anew. */
const longestMs = 10 * 60_000;

const digitsFor = ({ at }: CallState): number | undefined =>
  at === "count" ? undefined : at === "code" ? 6 : 1;

const questionOf = (
  state: CallState,
  language: SpokenLanguage,
  programs: readonly NamedProgram[],
): string => {
  const texts = callTexts[language];
  switch (state.at) {
    case "language":
      return greetings[language];
    case "code":
      return texts.code;
    case "program":
      return texts.program(programs.map(({ name }) => name));
    case "menu":
      return texts.menu;
    case "count": {
      const pools = programs.find(({ id }) => id === state.programId)?.pools;
      return texts.count(pools?.[state.counts.length]?.label ?? "");
    }
  }
};

const hangUp = (language: SpokenLanguage, text: string): VoiceAnswer => ({
  say: [{ language, text }],
});

const takeCode = async (
  database: Database,
  userId: string,
  code: string,
  { secret, tries }: CallSettings,
): Promise<boolean> => {
  const codeHash = await findCallCode(database.read, userId);
  // Counted before it is tried, for all calls of this person together.
  const limits = [{ what: "call code", who: userId, most: 5, minutes: 60 }];
  await tries.take(limits);
  const isRight = codeHash !== undefined && isCallCode(secret, userId, { code, codeHash });
  if (isRight) await tries.giveBack(limits);
  return isRight;
};

const state = async (
  database: Database,
  person: SignedIn,
  { programId, input }: Extract<CallStep, { kind: "report" }>,
  now: Date,
) => {
  const program = await authorizeReport(database.read, person, programId);
  return postBedReport(database, program, input, { source: "call", now });
};

/**
 * Takes the keys of a call and says what the gateway does next. The number must be registered and
 * the caller know their code, since a number is easily forged and a call leaves its owner no trace.
 */
export const takeCall = async (
  database: Database,
  { callId, from, digits, request }: IncomingKeys,
  settings: CallSettings,
): Promise<VoiceAnswer> => {
  const { action, now } = settings;
  const id = hash("sha256", callId, "base64url");
  const userId = await findPersonByNumber(database.read, from);
  const person = userId === undefined ? undefined : await findPerson(database.read, userId);
  const programs = await findAnswerablePrograms(database.read, [...(person?.programIds ?? [])]);
  if (person?.role !== "provider" || programs.length === 0) {
    return hangUp("en", callTexts.en.goodbye);
  }
  const ask = (call: KnownCall, before?: string): VoiceAnswer => {
    const { language } = call;
    const say =
      call.state.at === "language"
        ? (["en", "es"] as const).map((each) => ({ language: each, text: greetings[each] }))
        : [{ language, text: questionOf(call.state, language, programs) }];
    return {
      say: before === undefined ? say : [{ language, text: before }, ...say],
      gather: { digits: digitsFor(call.state), action },
    };
  };
  const turn = async (tx: Writer): Promise<KnownCall | undefined> => {
    const fresh = await insertReceived(tx, `call ${hash("sha256", request, "base64url")}`, now);
    if (!fresh) throw new DomainError("conflict", "This request was taken before.");
    const known = await lockCall(tx, id);
    return known && now.getTime() - known.begunAt.getTime() < longestMs ? known : undefined;
  };
  const keep = async (tx: Writer, call: KnownCall, before?: string): Promise<VoiceAnswer> => {
    await saveCall(tx, id, call);
    return ask(call, before);
  };

  const known = await database.transaction(turn);
  const save = (call: KnownCall, before?: string) =>
    database.transaction((tx) => keep(tx, call, before));
  if (!known || known.userId !== person.userId) {
    await database.transaction((tx) => deleteCall(tx, id));
    const state = { at: "language" } as const;
    return save({ userId: person.userId, language: "en", state, begunAt: now });
  }
  const texts = callTexts[known.language];
  const at = known.state;
  if (at.at === "language") {
    const language = languageKeys[digits];
    return language ? save({ ...known, language, state: { at: "code" } }) : ask(known);
  }
  const end = async (text: string) => {
    await database.transaction((tx) => deleteCall(tx, id));
    return hangUp(known.language, text);
  };
  if (at.at === "code") {
    try {
      const isRight = await takeCode(database, person.userId, digits, settings);
      return isRight
        ? await save({ ...known, state: afterCode(programs) })
        : ask(known, texts.wrongCode);
    } catch (error) {
      if (error instanceof DomainError && error.code === "too_many_requests") {
        return end(texts.goodbye);
      }
      throw error;
    }
  }
  const step = stepCall(programs, at, digits);
  if (step.kind === "ask") {
    return save({ ...known, state: step.state }, step.again ? texts.again : undefined);
  }
  try {
    const { pools } = await state(database, person, step, now);
    const program = programs.find(({ id: own }) => own === step.programId);
    return await end(texts.saved(inOrder(program, pools)));
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return end(texts.refused);
  }
};
