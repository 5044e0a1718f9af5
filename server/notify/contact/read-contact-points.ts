import type { Reader } from "../../../db/client.ts";
import type { ContactPoints } from "../contract.ts";
import type { Ways } from "../notices/ways.ts";
import { findChoices, findPhone, findSubscriptions, isStopped } from "./contact-points.repo.ts";

/** How the person can be told, and how they want to be. */
export const readContactPoints = async (
  reader: Reader,
  { mail, sms, push }: Ways,
  userId: string,
): Promise<ContactPoints> => {
  const [{ email, push: byPush, sms: bySms, language }, phone, subscriptions] = await Promise.all([
    findChoices(reader, userId),
    findPhone(reader, userId),
    findSubscriptions(reader, userId),
  ]);
  return {
    choices: { email, push: byPush, sms: bySms, language },
    offered: { email: !!mail, sms: !!sms, push_key: await push.publicKey() },
    phone: phone
      ? {
          number: phone.number,
          verified: phone.verifiedAt !== null,
          stopped: await isStopped(reader, phone.number),
        }
      : null,
    browsers: subscriptions.length,
  };
};
