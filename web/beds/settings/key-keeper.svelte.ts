import { failureWords } from "../../account/failure-words.ts";
import type { ApiKey, ApiKeyInput } from "../../api/schema.ts";
import { listKeys, makeKey, revokeKey } from "./settings.ts";

/** Keys that the viewer may see: reads, makes and ends them, and says what went wrong. */
export const openKeyKeeper = () => {
  let keys = $state.raw<readonly ApiKey[]>();
  let secret = $state<string>();
  let trouble = $state<string>();

  /** Whether it worked. */
  const attempt = async (work: () => Promise<unknown>): Promise<boolean> => {
    try {
      await work();
      keys = (await listKeys()).items;
      trouble = undefined;
    } catch (error) {
      trouble = failureWords(error);
    }
    return trouble === undefined;
  };

  return {
    /** undefined: not read yet. */
    get keys() {
      return keys;
    },
    /** Of the key that was made last; told once. */
    get secret() {
      return secret;
    },
    get trouble() {
      return trouble;
    },
    load: (first: () => Promise<unknown> = async () => undefined) => attempt(first),
    make: (key: ApiKeyInput) =>
      attempt(async () => {
        ({ secret } = await makeKey(key));
      }),
    revoke: (id: string) => attempt(() => revokeKey(id)),
  };
};
