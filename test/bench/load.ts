import autocannon from "autocannon";

/** The connections that routes under load are measured with. */
export const connections = 20;

type Begin = (client: autocannon.Client) => void;

const measure = (
  url: string,
  requests: autocannon.Request[],
  headers: Record<string, string>,
  seconds: number,
  over: number,
  setupClient: Begin,
): Promise<number[]> =>
  new Promise((resolve, reject) => {
    const times: number[] = [];
    let refused = 0;
    const run = autocannon(
      { url, connections: over, duration: seconds, requests, headers, setupClient },
      (error: unknown) => {
        if (error) reject(error instanceof Error ? error : new Error("The load could not run."));
        else if (refused > 0) reject(new Error(`${refused} answers of ${url} were refusals.`));
        else resolve(times);
      },
    );
    run.on("response", (_client, status, _bytes, milliseconds) => {
      if (status !== 200) refused += 1;
      times.push(milliseconds);
    });
  });

/** Milliseconds of each answer of `requests`, which every connection sends in turn for some seconds. */
export const load = (
  url: string,
  requests: autocannon.Request[],
  headers: Record<string, string>,
  seconds = 6,
  over = connections,
): Promise<number[]> => measure(url, requests, headers, seconds, over, () => undefined);

/** The same, but that each connection begins at another place, so that all of them are sent. */
export const loadApart = (
  url: string,
  requests: autocannon.Request[],
  headers: Record<string, string>,
  seconds: number,
): Promise<number[]> => {
  let begun = 0;
  return measure(url, requests, headers, seconds, connections, (client) => {
    const from = Math.floor((begun++ * requests.length) / connections) % requests.length;
    client.setRequests([...requests.slice(from), ...requests.slice(0, from)]);
  });
};

/** Signs the training account of a role in and answers the cookie. */
export const trainingCookie = async (address: string, role: string): Promise<string> => {
  const answer = await fetch(`${address}/api/auth/sign-in/email`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: address },
    body: JSON.stringify({ email: `${role}@training.test`, password: "harborlight-training" }),
  });
  if (!answer.ok) throw new Error(`The ${role} cannot sign in: ${await answer.text()}`);
  return answer.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
};

/** Signs the training worker in and answers the cookie. */
export const workerCookie = (address: string): Promise<string> => trainingCookie(address, "worker");
