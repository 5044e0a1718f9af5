/** An answer as a client sees it. */
export interface Answered<Body> {
  readonly status: number;
  readonly body: Body;
}

/** A person signed in at a running Harborlight over HTTP. */
export interface Person {
  /** The cookie, for streams. */
  readonly cookie: string;
  get<Body>(path: string): Promise<Answered<Body>>;
  post<Body>(path: string, body?: unknown, key?: string): Promise<Answered<Body>>;
}

/** Signs a training account in at `address`; `at` speaks for the same session at another one. */
export const personAt = async (
  address: string,
  email: string,
): Promise<Person & { at(other: string): Person }> => {
  const signedIn = await fetch(`${address}/api/auth/sign-in/email`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email, password: "harborlight-training" }),
  });
  if (!signedIn.ok) throw new Error(`${email} cannot sign in: ${await signedIn.text()}`);
  const cookie = signedIn.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
  const at = (there: string): Person => {
    const send = async <Body>(path: string, init: RequestInit): Promise<Answered<Body>> => {
      const answer = await fetch(`${there}/api${path}`, init);
      return { status: answer.status, body: (await answer.json()) as Body };
    };
    return {
      cookie,
      get: (path) => send(path, { headers: { cookie } }),
      post: (path, body, key) =>
        send(path, {
          method: "POST",
          headers: {
            cookie,
            ...(body !== undefined && { "content-type": "application/json" }),
            ...(key !== undefined && { "idempotency-key": key }),
          },
          ...(body !== undefined && { body: JSON.stringify(body) }),
        }),
    };
  };
  return { ...at(address), at };
};
