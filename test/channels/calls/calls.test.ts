import { eq } from "drizzle-orm";
import { v7 } from "uuid";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { convert } from "xmlbuilder2";
import { users } from "../../../db/schema/index.ts";
import type { BedReportList } from "../../../server/availability/contract.ts";
import type { CallCode } from "../../../server/channels/call-codes/contract.ts";
import { callExamples } from "../../../server/channels/calls/examples.ts";
import { toVoiceXml } from "../../../server/channels/calls/voice-xml.ts";
import { testApp } from "../../support/app.ts";
import { aListing } from "../../support/listings.ts";
import { gatewayAt, smsGateway } from "../gateway.ts";

const now = new Date("2026-03-01T12:00:00Z");
const pools = ["Boys", "Girls"].map((label) => ({
  label,
  reports: [{ hoursAgo: 5, open: 1, total: 9 }],
}));
const shelter = aListing({ pools });
const harbor = await testApp({
  now,
  listings: [shelter],
  staffed: [shelter.key],
  config: { smsGateway, publicUrl: "http://beds.example.test" },
});
afterAll(() => harbor.close());
beforeEach(() => harbor.clock.set(now));
const gateway = gatewayAt(harbor);
const number = "+15105550101";
const provider = await harbor.signIn("provider");
const programId = harbor.ids.get(shelter.key)?.programId ?? "";
const [staff] = await harbor.database.read
  .select()
  .from(users)
  .where(eq(users.email, "provider@training.test"));
await gateway.register(staff?.id ?? "", number);
const drawn = await harbor.app.inject({
  method: "POST",
  url: "/api/me/call-code",
  headers: provider,
});
const { code } = drawn.json<CallCode>();

/** Presses these keys one after another; answers with what the gateway is told last. */
const dial = async (
  keys: readonly string[],
  { from = number, call = v7() } = {},
): Promise<string> => {
  let xml = await gateway.press(call, from);
  for (const digits of keys) xml = await gateway.press(call, from, digits);
  return xml;
};
const newest = async () => {
  const url = `/api/programs/${programId}/bed-reports?limit=2`;
  return (await harbor.app.inject({ url, headers: provider })).json<BedReportList>();
};

describe("a call", () => {
  it("is answered in XML that says, gathers and hangs up", async () => {
    const { Response } = convert(await dial([]), { format: "object" }) as unknown as {
      Response: { Gather: { "@action": string; Say: object[] } };
    };
    expect(Response.Gather["@action"]).toBe("http://beds.example.test/api/calls");
    expect(Response.Gather.Say).toEqual([
      { "@language": "en-US", "#": "For English, press 1." },
      { "@language": "es-US", "#": "Para español, oprima 2." },
    ]);
  });

  it("states each number, in the order in which it asks for them", async () => {
    expect(await dial(["1", code, "3"])).toContain("How many beds are empty: Boys?");
    expect(await dial(["1", code, "3", "2"])).toContain("How many beds are empty: Girls?");
    expect(await dial(["1", code, "3", "2", "4"])).toMatch(
      /Saved\. Boys: 2\. Girls: 4\..*<Hangup/s,
    );
    const { items } = await newest();
    expect(items.map(({ open, source }) => `${open} ${source}`).toSorted()).toEqual([
      "2 call",
      "4 call",
    ]);
    expect(items[0]?.reported_by).toBe("Training provider");
  });

  it("confirms what stands, and says full, in Spanish, too", async () => {
    expect(await dial(["2", code, "1"])).toMatch(/es-US">Guardado\. Boys: 2\. Girls: 4\./);
    expect(await dial(["2", code, "2"])).toMatch(/Guardado\. Boys: 0\. Girls: 0\./);
  });

  it("states nothing before its last question is answered", async () => {
    const { total } = await newest();
    await dial(["1", code, "3", "2"]);
    await dial(["1", code, "9"]);
    await dial(["1", code, "3", "2*4"]);
    expect((await newest()).total).toBe(total);
  });

  it("changes nothing with more beds than there are", async () => {
    const { total } = await newest();
    expect(await dial(["1", code, "3", "99", "1"])).toContain("Nothing was changed");
    expect((await newest()).total).toBe(total);
  });
});

describe("a call that is not to be believed", () => {
  it("from a number that nobody registered is over at once", async () => {
    const xml = await dial([], { from: "+15105550199" });
    expect(xml).toContain("<Hangup");
    expect(xml).not.toContain("Gather");
  });

  it("does not go on without the right code, and after five tries not with it", async () => {
    const { total } = await newest();
    const wrong = code === "000000" ? "111111" : "000000";
    expect(await dial(["1", wrong])).toContain("not right");
    expect(await dial(["1", wrong, "1"])).toContain("not right");
    await dial(["1", wrong, wrong]);
    expect(await dial(["1", code, "2"])).not.toContain("Saved");
    expect((await newest()).total).toBe(total);
    harbor.clock.set(new Date(now.getTime() + 3_700_000));
    expect(await dial(["1", code, "2"])).toContain("Saved");
  });

  it("is refused with a forged signature, and when it comes again", async () => {
    const form = `CallSid=x&From=${encodeURIComponent(number)}`;
    const type = "application/x-www-form-urlencoded";
    const forged = gateway.signed("something else");
    expect((await gateway.post("/api/calls", form, type, forged)).statusCode).toBe(401);
    const headers = gateway.signed(form);
    expect((await gateway.post("/api/calls", form, type, headers)).statusCode).toBe(200);
    expect((await gateway.post("/api/calls", form, type, headers)).statusCode).toBe(409);
  });

  it("is answered as the documentation shows", async () => {
    const answer = await toVoiceXml({
      say: [{ language: "en", text: "Enter your six digit code." }],
      gather: { digits: 6, action: "https://beds.example.org/api/calls" },
    });
    expect(answer).toBe(callExamples.takeCall.response);
  });

  it("is not taken as JSON", async () => {
    const answer = await gateway.post("/api/calls", "{}", "application/json");
    expect(answer.statusCode).toBe(415);
  });
});
