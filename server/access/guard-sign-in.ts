import { DomainError } from "../errors.ts";
import { TriesSpent, type TryCounter, type TryLimit } from "./limit-tries.ts";
import { noteSpent } from "./note-entry.ts";

const minutes = 15;

/** Who tries, in the words that limits are counted by. */
export interface Trier {
  /** The network address, with an IPv6 address cut to its network. */
  address: string;
  /** The e-mail address, whether or not an account has it. */
  account: string;
}

/**
 * Failed sign-ins: few of one account from one place, so that nobody can lock a worker out from
 * elsewhere by trying in her name.
 */
const failures = ({ address, account }: Trier): TryLimit[] => [
  { what: "failed there", who: `${address} ${account}`, most: 10, minutes },
  { what: "failed from address", who: address, most: 50, minutes },
  { what: "failed of account", who: account, most: 100, minutes },
];

/** Wrong second factors; each account has a limit of its own besides. */
const wrongFactors = (address: string): TryLimit[] => [
  { what: "second factor from address", who: address, most: 50, minutes },
];

/** Passkeys that are none here; an honest one is never wrong. */
const wrongPasskeys = (address: string): TryLimit[] => [
  { what: "passkey from address", who: address, most: 50, minutes },
];

/** Asking what to sign, which keeps a challenge. */
const passkeyRequests = (address: string): TryLimit[] => [
  { what: "passkey asked from address", who: address, most: 100, minutes },
];

/** Asking for codes, which fill somebody's mailbox. */
const codeRequests = ({ address, account }: Trier): TryLimit[] => [
  { what: "code there", who: `${address} ${account}`, most: 5, minutes },
  { what: "code from address", who: address, most: 40, minutes },
  { what: "code of account", who: account, most: 20, minutes: 60 },
];

/** Limits sign-ins and requests for codes by account, by address and by both; audits what is refused. */
export const guardSignIn = (tries: TryCounter) => {
  const take = async (limits: readonly TryLimit[], account?: string): Promise<void> => {
    try {
      await tries.take(limits);
    } catch (error) {
      if (error instanceof TriesSpent) await noteSpent(tries, error.limit, account);
      throw error;
    }
  };
  const guarded = async <T>(
    limits: readonly TryLimit[],
    signIn: () => Promise<T>,
    account?: string,
  ): Promise<T> => {
    await take(limits, account);
    try {
      const answer = await signIn();
      await tries.giveBack(limits);
      return answer;
    } catch (error) {
      const isWrong = error instanceof DomainError && error.code === "wrong_credentials";
      if (!isWrong) await tries.giveBack(limits);
      throw error;
    }
  };
  return {
    /** Runs a sign-in; only one refused as `wrong_credentials` stays counted. */
    signIn: <T>(trier: Trier, signIn: () => Promise<T>) =>
      guarded(failures(trier), signIn, trier.account),
    /** Runs the second step of a sign-in likewise. */
    secondFactor: <T>(address: string, signIn: () => Promise<T>) =>
      guarded(wrongFactors(address), signIn),
    /** Runs a sign-in with a passkey likewise. */
    passkey: <T>(address: string, signIn: () => Promise<T>) =>
      guarded(wrongPasskeys(address), signIn),
    /** Counts a request for what a passkey has to sign. */
    askForPasskey: (address: string): Promise<void> => take(passkeyRequests(address)),
    /** Counts a request for a code, whether or not one is sent. */
    requestCode: (trier: Trier): Promise<void> => take(codeRequests(trier), trier.account),
  };
};
