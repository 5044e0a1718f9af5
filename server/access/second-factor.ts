import { APIError } from "better-auth/api";
import type { Database } from "../../db/client.ts";
import { DomainError } from "../errors.ts";
import { recordAudit } from "./audit/record-audit.ts";
import type { BetterAuth } from "./better-auth.ts";
import type { TryCounter, TryLimit } from "./limit-tries.ts";
import { findEntry } from "./people.repo.ts";
import { deleteOtherSessions } from "./sessions.repo.ts";
import { trainingPassword } from "./training-accounts.ts";
import type { SignedIn } from "./viewer.ts";

/** A new authenticator app: what it scans, and the codes that stand in for it, shown this once. */
export interface Enrolment {
  uri: string;
  recoveryCodes: string[];
}

/** A signed-in person, by the cookie that says so. */
export interface Holder {
  viewer: SignedIn;
  cookie: string;
}

/** Sets, renews and removes a person's second factor. A wrong code is `wrong_credentials`. */
export interface SecondFactor {
  /** Begins anew; nothing is asked for until a code of the app was shown. Throws `conflict` once set. */
  begin(holder: Holder): Promise<Enrolment>;
  /** Sets it with a first code and ends every other session; answers the cookies to set. */
  confirm(holder: Holder, code: string): Promise<string[]>;
  /** New recovery codes in place of the old ones. */
  renewRecoveryCodes(holder: Holder, code: string): Promise<string[]>;
  /** Removes it; answers the cookies to set. */
  remove(holder: Holder, code: string): Promise<string[]>;
}

const tries = ({ userId }: SignedIn): TryLimit[] => [
  { what: "second factor of person", who: userId, most: 10, minutes: 15 },
];

const refusing = async <T>(work: Promise<T>, error: () => DomainError): Promise<T> => {
  try {
    return await work;
  } catch (cause) {
    if (cause instanceof APIError && cause.statusCode < 500) throw error();
    throw cause;
  }
};
const wrongCode = () =>
  new DomainError("wrong_credentials", "That code is not right. Wait for the next one.");

export const openSecondFactor = (
  auth: BetterAuth,
  database: Database,
  counter: TryCounter,
): SecondFactor => {
  const headersOf = ({ cookie }: Holder) => new Headers({ cookie });

  /** A training account has a password besides; it is published, and asking for it proves nothing. */
  const passwordOf = async ({ viewer }: Holder): Promise<{ password?: string }> =>
    (await findEntry(database.read, viewer.userId))?.training ? { password: trainingPassword } : {};

  const verify = async (holder: Holder, code: string): Promise<string[]> => {
    const limits = tries(holder.viewer);
    await counter.take(limits);
    const asked = auth.api.verifyTOTP({
      body: { code },
      headers: headersOf(holder),
      returnHeaders: true,
    });
    const { headers } = await refusing(asked, wrongCode);
    await counter.giveBack(limits);
    return headers.getSetCookie();
  };

  const note = (
    { viewer }: Holder,
    action: "second_factor_set" | "second_factor_removed",
    what: string,
  ) =>
    database.transaction((tx) =>
      recordAudit(tx, {
        actor: viewer,
        action,
        subject: { type: "person", id: viewer.userId },
        details: { what },
      }),
    );

  return {
    begin: async (holder) => {
      const asked = auth.api.enableTwoFactor({
        body: { method: "totp", ...(await passwordOf(holder)) },
        headers: headersOf(holder),
      });
      const begun = await refusing(
        asked,
        () => new DomainError("conflict", "A second factor is set already."),
      );
      if (begun.method !== "totp") throw new Error("No authenticator app was begun.");
      return { uri: begun.totpURI, recoveryCodes: begun.backupCodes };
    },
    confirm: async (holder, code) => {
      const cookies = await verify(holder, code);
      const kept = cookies.map((line) => line.split(";")[0]).join("; ");
      const token = await auth.api.readSessionToken({ headers: new Headers({ cookie: kept }) });
      await database.transaction((tx) =>
        deleteOtherSessions(tx, holder.viewer.userId, { token: String(token) }),
      );
      await note(holder, "second_factor_set", "authenticator");
      return cookies;
    },
    renewRecoveryCodes: async (holder, code) => {
      await verify(holder, code);
      const { backupCodes } = await auth.api.generateBackupCodes({
        body: await passwordOf(holder),
        headers: headersOf(holder),
      });
      await note(holder, "second_factor_set", "recovery_codes");
      return backupCodes;
    },
    remove: async (holder, code) => {
      await verify(holder, code);
      const { headers } = await auth.api.disableTwoFactor({
        body: await passwordOf(holder),
        headers: headersOf(holder),
        returnHeaders: true,
      });
      await note(holder, "second_factor_removed", "authenticator");
      return headers.getSetCookie();
    },
  };
};
