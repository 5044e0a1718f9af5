import { api } from "../api/client.ts";
import { answered } from "../api/problem.ts";
import type { Passkey } from "../api/schema.ts";

/** The device gave no passkey: it has none, or its owner said no. */
export class NoPasskey extends Error {}

/** Whether this browser knows passkeys at all. */
export const knowsPasskeys = (): boolean => "PublicKeyCredential" in window;

/** The library is fetched when it is used, which is seldom. */
const asking = async <T>(
  ask: (library: typeof import("@simplewebauthn/browser")) => Promise<T>,
): Promise<T> => {
  const library = await import("@simplewebauthn/browser");
  try {
    return await ask(library);
  } catch (cause) {
    throw new NoPasskey("The device gave no passkey", { cause });
  }
};

/** The viewer's passkeys, the newest first. Throws Refused; Unreachable. */
export const listPasskeys = async (): Promise<Passkey[]> =>
  (await answered(api.GET("/api/me/passkeys"))).items;

/** Has the device make a passkey. Throws NoPasskey; Refused `sign_in_too_old`, `conflict`. */
export const addPasskey = async (name: string): Promise<Passkey> => {
  const optionsJSON = await answered(api.POST("/api/me/passkeys/begin"));
  const { id, rawId, type, response } = await asking(({ startRegistration }) =>
    startRegistration({ optionsJSON }),
  );
  const { clientDataJSON, attestationObject, transports = [] } = response;
  const credential = {
    ...{ id, rawId, type, clientExtensionResults: {} },
    response: { clientDataJSON, attestationObject, transports },
  };
  return answered(api.POST("/api/me/passkeys", { body: { name, credential } }));
};

/** Has the device sign with a passkey, for signing in. Throws NoPasskey; Refused; Unreachable. */
export const provePasskey = async () => {
  const optionsJSON = await answered(api.POST("/api/auth/passkey"));
  const { id, rawId, type, response } = await asking(({ startAuthentication }) =>
    startAuthentication({ optionsJSON }),
  );
  const { clientDataJSON, authenticatorData, signature, userHandle } = response;
  return {
    ...{ id, rawId, type, clientExtensionResults: {} },
    response: {
      ...{ clientDataJSON, authenticatorData, signature },
      ...(userHandle === undefined ? {} : { userHandle }),
    },
  };
};

export const renamePasskey = (id: string, name: string): Promise<Passkey> =>
  answered(api.PUT("/api/me/passkeys/{id}", { params: { path: { id } }, body: { name } }));

export const removePasskey = async (id: string): Promise<void> => {
  await answered(api.DELETE("/api/me/passkeys/{id}", { params: { path: { id } } }));
};
