import { connect, type AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { statusOf } from "../../server/errors.ts";
import { aListing } from "../support/listings.ts";
import { testApp, type TestApp } from "../support/app.ts";

let test: TestApp;
let base: string;
let port: number;
const cookies: Record<"worker" | "provider", string> = { worker: "", provider: "" };
const shelter = aListing({ pools: [{ label: "Girls" }] });

beforeAll(async () => {
  test = await testApp({ listings: [shelter] });
  await test.app.listen({ port: 0, host: "127.0.0.1" });
  ({ port } = test.app.server.address() as AddressInfo);
  base = `http://127.0.0.1:${port}`;
  cookies.worker = (await test.signIn("worker")).cookie;
  cookies.provider = (await test.signIn("provider")).cookie;
});
afterAll(() => test.close());

interface Refusal {
  status: number;
  code: keyof typeof statusOf;
  errors?: { path: string; message: string }[];
}

const send = (
  path: string,
  init: { method?: string; body?: string } = {},
  who: keyof typeof cookies = "worker",
  more: Record<string, string> = {},
) =>
  fetch(base + path, {
    ...init,
    headers: { cookie: cookies[who], "content-type": "application/json", ...more },
  });

const post = (path: string, body: string, more: Record<string, string> = {}) =>
  send(path, { method: "POST", body }, "worker", more);

/** The refusal in the answer, held to what every refusal is. */
const refusalOf = async (answer: Response): Promise<Refusal> => {
  expect(answer.headers.get("content-type")).toBe("application/problem+json; charset=utf-8");
  const refusal = (await answer.json()) as Refusal;
  expect(refusal).toMatchObject({
    type: `urn:harborlight:problem:${refusal.code}`,
    status: answer.status,
  });
  expect(statusOf[refusal.code]).toBe(answer.status);
  return refusal;
};

const pathsOf = (refusal: Refusal) => refusal.errors?.map(({ path }) => path);

/** Speaks HTTP by hand, for what no client would send; answers status line and body. */
const speak = async (bytes: string | Buffer) => {
  const socket = connect(port, "127.0.0.1");
  socket.on("error", () => undefined);
  socket.write(bytes);
  const answer = await text(socket);
  const [head = "", body = ""] = answer.split("\r\n\r\n");
  return { status: Number(head.split(" ")[1]), head, body };
};

describe("a body that cannot be read", () => {
  const nested = (levels: number) => "[".repeat(levels) + "]".repeat(levels);
  it.each<[string, string, Refusal["code"]]>([
    ["no JSON", "{need", "malformed_json"],
    ["nothing", "", "malformed_json"],
    ["two bodies", "{}{}", "malformed_json"],
    ["NaN", '{"need":{"age":NaN}}', "malformed_json"],
    ["a prototype", '{"__proto__":{"age":15}}', "malformed_json"],
    ["a constructor's prototype", '{"constructor":{"prototype":{}}}', "malformed_json"],
    ["bytes that are no text", "\u{fffd}\u0000", "malformed_json"],
    ["a hundred thousand levels", nested(100_000), "invalid_input"],
    ["ten thousand levels in a field", `{"need":${nested(10_000)}}`, "invalid_input"],
    ["a list", "[]", "invalid_input"],
    ["nothing at all", "null", "invalid_input"],
    ["a number", "1e999", "invalid_input"],
    ["a text", '"need"', "invalid_input"],
    ["more than 256 kB", JSON.stringify({ need: "x".repeat(300_000) }), "body_too_large"],
  ])("is refused: %s", async (_what, body, code) => {
    expect((await refusalOf(await post("/api/matches", body))).code).toBe(code);
  });

  it("is refused when it says that it is something else than JSON", async () => {
    for (const type of [
      "text/plain",
      "application/xml",
      "multipart/form-data",
      "nonsense",
      "*/*",
    ]) {
      const answer = await post("/api/matches", "{}", { "content-type": type });
      expect((await refusalOf(answer)).code).toBe("unsupported_media_type");
    }
  });

  it("is refused before it was sent whole, when it says that it is 5 MB", async () => {
    const head = "POST /api/matches HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";
    const { status, body } = await speak(`${head}Content-Length: 5242880\r\n\r\n{"need"`);
    expect(status).toBe(413);
    expect(JSON.parse(body)).toMatchObject({ code: "body_too_large" });
  });

  it("is refused when it grows past the limit without having said so", async () => {
    const chunk = `10000\r\n${" ".repeat(0x10000)}\r\n`;
    const { status } = await speak(
      `POST /api/matches HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n${chunk.repeat(5)}0\r\n\r\n`,
    );
    expect(status).toBe(413);
  });
});

describe("mistakes in a body", () => {
  const need = { age: 15 };
  it.each<[object, string[]]>([
    [{}, ["body/need"]],
    [{ need: {} }, ["body/need/age"]],
    [{ need: { age: -1 } }, ["body/need/age"]],
    [{ need: { age: 15.5 } }, ["body/need/age"]],
    [{ need: { age: 130 } }, ["body/need/age"]],
    [{ need: { age: "15" } }, ["body/need/age"]],
    [{ need: { age: null } }, ["body/need/age"]],
    [{ need: { age: 1e308 } }, ["body/need/age"]],
    [{ need: { ...need, name: "x" } }, ["body/need/name"]],
    [{ need: { ...need, "a/b~c": 1 } }, ["body/need/a~1b~0c"]],
    [{ need: { ...need, gender: "female" } }, ["body/need/gender"]],
    [{ need: { ...need, languages: ["es", "spa"] } }, ["body/need/languages/0"]],
    [{ need: { ...need, kinds: [["safe_house"]] } }, ["body/need/kinds/0"]],
    [{ need, limit: 0, cursor: "x" }, ["body/cursor", "body/limit"]],
    [{ need: { ...need, circumstances: "pregnant" } }, ["body/need/circumstances"]],
  ])("are told by their paths: %o", async (body, paths) => {
    const refusal = await refusalOf(await post("/api/matches", JSON.stringify(body)));
    expect(refusal.code).toBe("invalid_input");
    expect(pathsOf(refusal)?.toSorted()).toEqual(paths);
  });

  it("name a code that is not known beside those that are", async () => {
    const body = JSON.stringify({ need: { age: 15, gender: "female" } });
    const { errors } = await refusalOf(await post("/api/matches", body));
    expect(errors?.[0]?.message).toMatch(/^"female" is not one of: girl, boy, /);
    const query = await refusalOf(await send("/api/programs?kind=shelter"));
    expect(query.errors?.[0]?.message).toMatch(/^"shelter" is not one of: emergency_shelter, /);
  });

  it("are told up to twenty, and in few words", async () => {
    const unknown = Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`f${n}`, n]));
    const long = { need: { age: 15, ["x".repeat(100_000)]: 1 } };
    const many = await refusalOf(await post("/api/matches", JSON.stringify({ need, ...unknown })));
    expect(many.errors).toHaveLength(20);
    const short = await post("/api/matches", JSON.stringify(long));
    expect((await short.text()).length).toBeLessThan(1000);
  });

  it("are told by the first alone, where a body holds more than a person would write", async () => {
    const codes = JSON.stringify({ need: { age: -1, circumstances: Array(60_000).fill("x") } });
    const refusal = await refusalOf(await post("/api/matches", codes));
    expect(refusal.errors).toHaveLength(1);
  });
});

describe("an address", () => {
  it.each([
    "/api/programs/1",
    "/api/programs/undefined",
    "/api/programs/%00",
    "/api/programs/0199C5F0-0000-7000-8000-00000000000F",
    "/api/programs/{0199c5f0-0000-7000-8000-00000000000f}",
    "/api/programs/0199c5f0-0000-7000-8000-00000000000f'--",
    "/api/programs?limit=0",
    "/api/programs?limit=101",
    "/api/programs?limit=ten",
    "/api/programs?age=15.5",
    "/api/programs?age=",
    "/api/programs?unknown=1",
    "/api/programs?__proto__[x]=1",
    "/api/programs?dedicated=maybe",
    "/api/programs?kind=shelter",
    `/api/programs?q=${"x".repeat(201)}`,
    `/api/programs?q=${"%F0%9F%98%80".repeat(201)}`,
    `/api/programs?${"state=CA&".repeat(41)}`,
    "/api/resources?topic=__proto__",
  ])("that is not right is refused by name: %s", async (path) => {
    const refusal = await refusalOf(await send(path));
    expect(refusal.code).toBe("invalid_input");
    expect(refusal.errors?.[0]?.path).toMatch(/^(params|querystring)/);
  });

  it.each([
    "/api/nothing",
    "/api",
    "/api/",
    "/api/programs/../../etc/passwd",
    "/api/programs/%2e%2e%2f%2e%2e%2fetc%2fpasswd/x",
    `/api/${"x".repeat(5000)}`,
    "/api/matches",
    "/API/ME",
    "/nothing.php",
  ])("where nothing is answers so: %s", async (path) => {
    expect((await refusalOf(await send(path))).code).toBe("not_found");
  });

  it("of a program that may not be known answers as one where nothing is", async () => {
    const nowhere = await send("/api/programs/0199c5f0-0000-7000-8000-00000000000f");
    const refusal = await refusalOf(nowhere);
    expect(refusal.code).toBe("not_found");
  });

  it.each(["/api/%", "/api/%E0%A4%A", "/api/programs/%C0%80", "/%ff%fe"])(
    "that cannot be read is refused: %s",
    async (path) => {
      const { status, body } = await speak(
        `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`,
      );
      expect(status).toBe(400);
      expect(JSON.parse(body)).toMatchObject({ code: "invalid_input", errors: [{ path: "url" }] });
    },
  );

  it("takes no method that it does not name", async () => {
    for (const method of ["PUT", "PATCH", "DELETE", "OPTIONS", "POST", "PROPFIND"]) {
      const answer = await fetch(`${base}/api/programs`, { method });
      expect((await refusalOf(answer)).code).toBe("not_found");
    }
  });
});

describe("what is no HTTP", () => {
  it.each([
    "nonsense\r\n\r\n",
    "FOO / HTTP/1.1\r\nHost: x\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: x\r\nBad Header\r\n\r\n",
    "GET / HTTP/1.1\r\n\r\n",
    `GET /api/me HTTP/1.1\r\nHost: x\r\nCookie: ${"x".repeat(20_000)}\r\n\r\n`,
    "POST /api/matches HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
    "POST /api/matches HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
  ])("is refused: %j", async (bytes) => {
    const { status } = await speak(bytes);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
    expect((await send("/api/me")).status).toBe(200);
  });
});

describe("whatever is sent", () => {
  it("is never answered with a failure of ours, at any operation with a body", async () => {
    const operations = test.app.registeredRoutes.filter(
      ({ method, url }) => method === "POST" && url.startsWith("/api/"),
    );
    expect(operations.length).toBeGreaterThanOrEqual(4);
    const id = test.ids.get(shelter.key)?.programId ?? "";
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...operations), fc.json(), async ({ url }, body) => {
        if (url.includes("sign-")) return;
        const path = url.replace(":id", id);
        const answer = await send(path, { method: "POST", body }, "provider");
        expect(answer.status, `${path} ${body}`).not.toBe(500);
      }),
      { numRuns: 150 },
    );
  });

  it("is never answered with a failure of ours, in any query", async () => {
    const queries = test.app.registeredRoutes.filter(({ url }) =>
      ["/api/programs", "/api/resources"].includes(url),
    );
    const names = ["q", "kind", "state", "near", "cursor", "sort", "limit", "age", "topic"];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...queries),
        fc.constantFrom(...names),
        fc.string({ unit: "binary", maxLength: 60 }),
        async ({ url }, name, value) => {
          const query = new URLSearchParams({ [name]: value.toWellFormed() });
          const answer = await send(`${url}?${query.toString()}`);
          expect(answer.status, `${url}?${query.toString()}`).not.toBe(500);
        },
      ),
      { numRuns: 150 },
    );
  });
});
