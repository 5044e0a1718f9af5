import type { Database, Writer } from "../../../db/client.ts";
import { findPerson } from "../../access/access.repo.ts";
import { authorizeReport } from "../../access/authorize.ts";
import type { SignedIn } from "../../access/viewer.ts";
import { postBedReport } from "../../availability/post-bed-report.ts";
import { DomainError } from "../../errors.ts";
import {
  findChoices,
  findPersonByNumber,
  resumeMessagesTo,
  stopMessagesTo,
} from "../../notify/contact/contact-points.repo.ts";
import { setStopped } from "../reminders/stops.repo.ts";
import { readAnswer } from "./read-answer.ts";
import {
  deleteQuestion,
  findAnswerablePrograms,
  findQuestion,
  insertReceived,
  saveQuestion,
  type NamedProgram,
} from "./received.repo.ts";
import { replyTexts, spokenName, type ReplyTexts } from "./reply-texts.ts";
import { inOrder, resolveAnswer, type Question, type Resolved } from "./resolve-answer.ts";

export interface IncomingText {
  /** The gateway's own id of the message. */
  id: string;
  /** E.164. */
  from: string;
  text: string;
}

/** How long a number that comes back answers a question. */
const questionMs = 15 * 60_000;

/** The message was taken before. */
class Replayed extends Error {}

interface Sender {
  person: SignedIn;
  programs: readonly NamedProgram[];
  texts: ReplyTexts;
  /** Notes the message as taken, in the transaction of what it does. */
  take: (tx: Writer) => Promise<void>;
}

const askBack = ({ programs, texts }: Sender, question: Question): string => {
  if (question.about === "program") return texts.whichProgram(programs.map(spokenName));
  const program = programs.find(({ id }) => id === question.programId);
  return texts.whichPool(program?.pools.map(({ label }) => label) ?? []);
};

const report = async (
  database: Database,
  { person, programs, texts, take }: Sender,
  { programId, input }: Extract<Resolved, { kind: "report" }>,
  now: Date,
): Promise<string> => {
  try {
    const program = await authorizeReport(database.read, person, programId);
    const { pools } = await postBedReport(database, program, input, {
      ...{ source: "sms", now },
      alongside: async (tx) => {
        await take(tx);
        await deleteQuestion(tx, person.userId);
      },
    });
    const named = programs.find(({ id }) => id === programId);
    const counts = inOrder(named, pools);
    return texts.saved(counts, named && programs.length > 1 ? spokenName(named) : undefined);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    await database.transaction(take);
    return texts.refused;
  }
};

const answer = async (
  database: Database,
  sender: Sender,
  text: string,
  now: Date,
): Promise<string> => {
  const { person, programs, texts, take } = sender;
  const asked = await findQuestion(database.read, person.userId);
  const current = asked && now.getTime() - asked.askedAt.getTime() < questionMs ? asked : undefined;
  const resolved = resolveAnswer(programs, readAnswer(text).answer, current?.question);
  if (resolved.kind === "report") return report(database, sender, resolved, now);
  await database.transaction(async (tx) => {
    await take(tx);
    if (resolved.kind === "ask") await saveQuestion(tx, person.userId, resolved.question, now);
    else await deleteQuestion(tx, person.userId);
  });
  const [only, ...more] = programs;
  return resolved.kind === "ask"
    ? askBack(sender, resolved.question)
    : texts.unclear(only && more.length === 0 ? only.pools.map(({ label }) => label) : []);
};

/**
 * Takes a text message from the gateway, once for each id, and says what is to be texted back; null:
 * nothing, which is all that a number learns that nobody registered.
 */
export const answerText = async (
  database: Database,
  { id, from, text }: IncomingText,
  now: Date,
): Promise<string | null> => {
  const read = readAnswer(text);
  const userId = await findPersonByNumber(database.read, from);
  const chosen = userId === undefined ? null : (await findChoices(database.read, userId)).language;
  const texts = replyTexts[read.language ?? chosen ?? "en"];
  const take = async (tx: Writer) => {
    if (!(await insertReceived(tx, id, now))) throw new Replayed("This message was taken before.");
  };
  const { kind } = read.answer;
  try {
    if (kind === "stop" || kind === "start") {
      await database.transaction(async (tx) => {
        await take(tx);
        await (kind === "stop" ? stopMessagesTo(tx, from, now) : resumeMessagesTo(tx, from));
        if (userId !== undefined) await setStopped(tx, userId, kind === "stop", now);
      });
      return userId === undefined ? null : kind === "stop" ? texts.stopped : texts.started;
    }
    const person = userId === undefined ? undefined : await findPerson(database.read, userId);
    const programs = await findAnswerablePrograms(database.read, [...(person?.programIds ?? [])]);
    if (person?.role !== "provider" || programs.length === 0) return null;
    return await answer(database, { person, programs, texts, take }, text, now);
  } catch (error) {
    if (error instanceof Replayed) return null;
    throw error;
  }
};
