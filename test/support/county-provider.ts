import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import Provider from "oidc-provider";

/** A person at the county, as its own sign-on knows them. */
export interface CountyPerson {
  sub: string;
  email: string;
  email_verified: boolean;
}

/** A real OpenID provider on a free port of this machine. */
export interface CountyProvider {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** Follows `url` as the browser of `person` would; answers the address that it comes back to. */
  signIn(url: string, person: CountyPerson): Promise<URL>;
  close(): Promise<void>;
}

const clientId = "harborlight";
const clientSecret = "a secret that only the test and its provider know";

/** Opens a provider that sends browsers back to `redirectUri`. */
export const countyProvider = async (redirectUri: string): Promise<CountyProvider> => {
  const people = new Map<string, CountyPerson>();
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: clientId, client_secret: clientSecret, redirect_uris: [redirectUri] }],
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
    cookies: { keys: ["a key of the test's provider"] },
    findAccount: (_context, sub) => ({
      accountId: sub,
      claims: () => ({ name: "County person", ...people.get(sub), sub }),
    }),
  });
  // Its own list of warnings is for whoever runs it in earnest.
  const answer = provider.callback();
  server.on("request", (request, response) => void answer(request, response));

  const browse = async (start: string, person: CountyPerson): Promise<URL> => {
    people.set(person.sub, person);
    const cookies = new Map<string, string>();
    const go = async (url: string, init: RequestInit = {}): Promise<Response> => {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
      const answer = await fetch(url, {
        ...init,
        redirect: "manual",
        headers: { cookie },
      });
      for (const line of answer.headers.getSetCookie()) {
        const [name = "", value = ""] = line.split(";")[0]?.split(/=(.*)/s) ?? [];
        cookies.set(name, value);
      }
      return answer;
    };
    const fill = (url: string, fields: Record<string, string>) =>
      go(url, { method: "POST", body: new URLSearchParams(fields) });

    let url = start;
    let answer = await go(url);
    for (let steps = 0; steps < 12; steps += 1) {
      const location = answer.headers.get("location");
      if (location !== null) {
        url = new URL(location, url).href;
        if (url.startsWith(redirectUri)) return new URL(url);
        answer = await go(url);
        continue;
      }
      const page = await answer.text();
      const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1];
      const action = /action="([^"]+)"/.exec(page)?.[1] ?? url;
      if (prompt === undefined) throw new Error(`The provider shows: ${page.slice(0, 500)}`);
      answer = await fill(new URL(action, url).href, {
        prompt,
        login: person.sub,
        password: "any",
      });
    }
    throw new Error("The provider never sent the browser back.");
  };

  return {
    ...{ issuer, clientId, clientSecret },
    signIn: browse,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
};
