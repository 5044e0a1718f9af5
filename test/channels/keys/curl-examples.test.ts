import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { BedReportAnswer, BedReportList } from "../../../server/availability/contract.ts";
import type { ApiKeyMade } from "../../../server/channels/keys/contract.ts";
import { curlExamples, curlUses, type CurlUse } from "../../../web/beds/settings/curl-examples.ts";
import { openConversation, type Conversation } from "../../support/conversation.ts";
import { aListing } from "../../support/listings.ts";
import { inShell } from "../../support/shell.ts";

const now = new Date("2026-03-01T12:00:00Z");
const shelter = aListing({ pools: [{ label: "Girls" }, { label: "Boys" }] });
let talk: Conversation;
let secret: string;
let commands: Readonly<Record<CurlUse, string>>;
beforeAll(async () => {
  talk = await openConversation({ listings: [shelter], now });
  const { programId = "", poolIds = {} } = talk.test.ids.get(shelter.key) ?? {};
  commands = curlExamples({
    ...{ address: talk.base, programId, poolIds: Object.values(poolIds) },
    observedAt: new Date(now.getTime() - 3_600_000).toISOString(),
  });
  const body = JSON.stringify({ name: "Case management", programs: [programId] });
  const answer = await talk.send("/api/api-keys", { method: "POST", body, who: "provider" });
  ({ secret } = (await answer.json()) as ApiKeyMade);
});
afterAll(() => talk.test.close());

const run = async <Answer>(use: CurlUse): Promise<Answer> => {
  const { status, out, error } = await inShell(commands[use], { HARBORLIGHT_KEY: secret });
  expect({ use, status, error }).toEqual({ use, status: 0, error: "" });
  return JSON.parse(out) as Answer;
};
const openIn = ({ pools }: BedReportAnswer) => pools.map(({ open }) => open);

describe("the command lines that leads are shown", () => {
  it("need curl, which this machine has", async () => {
    const { status } = await inShell("curl --version", {});
    expect(status, "install curl: these examples are run, not only read").toBe(0);
  });

  it("do what they say, every one of them", async () => {
    expect(openIn(await run("state"))).toEqual([3, 3]);
    expect((await run<BedReportAnswer>("earlier")).superseded).toHaveLength(2);
    expect(openIn(await run("unchanged"))).toEqual([3, 3]);
    const first = await run<BedReportAnswer>("once");
    expect(await run("once")).toEqual(first);
    expect(openIn(first)).toEqual([1, 1]);
    expect(openIn(await run("full"))).toEqual([0, 0]);
    const { total, items } = await run<BedReportList>("history");
    expect(total).toBe(10);
    expect(new Set(items.map(({ source }) => source))).toEqual(new Set(["api"]));
    expect(items.every(({ reported_by }) => reported_by === null)).toBe(true);
    expect(Object.keys(commands).toSorted()).toEqual([...curlUses].toSorted());
  });

  it("fail with a status and a reason when the key is wrong", async () => {
    const wrong = await inShell(commands.state, { HARBORLIGHT_KEY: `${secret}x` });
    expect(wrong.status).toBe(22);
    expect(JSON.parse(wrong.out)).toMatchObject({ code: "not_signed_in" });
  });
});
