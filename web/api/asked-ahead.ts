/** An answer, and when it came by this device's clock. */
export interface Arrived {
  readonly response: Response;
  readonly at: number;
}

const keptFor = 30_000;
const asked = new Map<string, { readonly answer: Promise<Arrived>; readonly since: number }>();

const nameOf = ({ method, url }: Request, body: string) => `${method} ${url} ${body}`;

const send = async (request: Request): Promise<Arrived> => {
  const response = await fetch(request);
  return { response, at: Date.now() };
};

/** Asks for what the screen will ask for once its code has arrived. */
export const askAhead = (request: Request, body = ""): void => {
  const answer = send(request);
  asked.set(nameOf(request, body), { answer, since: Date.now() });
  // Whoever takes the answer hears of the failure.
  answer.catch(() => undefined);
};

/** The answer to `request`: one that was asked for ahead, once and while it is new, or another. */
export const sendOrTake = async (request: Request): Promise<Arrived> => {
  if (asked.size === 0) return send(request);
  const name = nameOf(request, await request.clone().text());
  const ahead = asked.get(name);
  asked.delete(name);
  return ahead && Date.now() - ahead.since < keptFor ? ahead.answer : send(request);
};
