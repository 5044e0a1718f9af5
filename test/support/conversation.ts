import { connect, type AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { expect } from "vitest";
import { statusOf } from "../../server/errors.ts";
import { testApp, type TestApp, type TestAppOptions } from "./app.ts";

export interface Refusal {
  status: number;
  code: keyof typeof statusOf;
  errors?: { path: string; message: string }[];
}

interface Said {
  method?: string;
  body?: string;
  headers?: Record<string, string>;
  who?: "worker" | "provider";
}

/** The whole app behind a real socket, for what a request made in memory cannot show. */
export interface Conversation {
  test: TestApp;
  base: string;
  /** Sends as a worker unless told; the body is called JSON unless the headers say otherwise. */
  send(path: string, said?: Said): Promise<Response>;
  /** Speaks HTTP by hand, for what no client would send. */
  speak(bytes: string): Promise<{ status: number; body: string }>;
}

export const openConversation = async (options: TestAppOptions = {}): Promise<Conversation> => {
  const test = await testApp(options);
  await test.app.listen({ port: 0, host: "127.0.0.1" });
  const { port } = test.app.server.address() as AddressInfo;
  const base = `http://127.0.0.1:${port}`;
  return {
    test,
    base,
    send: async (path, { who = "worker", headers, ...init } = {}) => {
      const { cookie } = await test.signIn(who);
      const all = { cookie, "content-type": "application/json", ...headers };
      return await fetch(base + path, { ...init, headers: all });
    },
    speak: async (bytes) => {
      const socket = connect(port, "127.0.0.1");
      // The server may hang up while we still talk; what it said before is what counts.
      socket.on("error", () => undefined);
      socket.write(bytes);
      const [head = "", body = ""] = (await text(socket)).split("\r\n\r\n");
      return { status: Number(head.split(" ")[1]), body };
    },
  };
};

/** The refusal in an answer, held to what every refusal is. */
export const refusalOf = async (answer: Response): Promise<Refusal> => {
  expect(answer.headers.get("content-type")).toBe("application/problem+json; charset=utf-8");
  const refusal = (await answer.json()) as Refusal;
  expect(refusal).toMatchObject({
    type: `urn:harborlight:problem:${refusal.code}`,
    status: answer.status,
  });
  expect(statusOf[refusal.code]).toBe(answer.status);
  return refusal;
};
