import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  openConversation,
  refusalOf,
  type Conversation,
  type Refusal,
} from "../support/conversation.ts";

let talk: Conversation;
beforeAll(async () => {
  talk = await openConversation();
});
afterAll(() => talk.test.close());

const post = (path: string, body: string, headers: Record<string, string> = {}) =>
  talk.send(path, { method: "POST", body, headers });

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
    const { status, body } = await talk.speak(`${head}Content-Length: 5242880\r\n\r\n{"need"`);
    expect(status).toBe(413);
    expect(JSON.parse(body)).toMatchObject({ code: "body_too_large" });
  });

  it("is refused when it grows past the limit without having said so", async () => {
    const chunk = `10000\r\n${" ".repeat(0x10000)}\r\n`;
    const { status } = await talk.speak(
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
    expect(refusal.errors?.map(({ path }) => path).toSorted()).toEqual(paths);
  });

  it("name a code that is not known beside those that are", async () => {
    const body = JSON.stringify({ need: { age: 15, gender: "female" } });
    const { errors } = await refusalOf(await post("/api/matches", body));
    expect(errors?.[0]?.message).toMatch(/^"female" is not one of: girl, boy, /);
    const query = await refusalOf(await talk.send("/api/programs?kind=shelter"));
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
