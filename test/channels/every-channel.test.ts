import { eq } from "drizzle-orm";
import { v4, v7 } from "uuid";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ReportSource } from "../../db/codes.ts";
import { users } from "../../db/schema/index.ts";
import type { BedReportList } from "../../server/availability/contract.ts";
import type { CallCode } from "../../server/channels/call-codes/contract.ts";
import type { ApiKeyMade } from "../../server/channels/keys/contract.ts";
import type { OpenedLink } from "../../server/channels/links/contract.ts";
import { smtpMailer } from "../../server/notify/smtp-mailer.ts";
import { changeOf, readEvents, type EventReader } from "../live/event-reader.ts";
import { testApp, type TestApp } from "../support/app.ts";
import { aListing } from "../support/listings.ts";
import { mailServer, type MailServer } from "../support/mail-server.ts";
import { gatewayAt, smsGateway } from "./gateway.ts";

const number = "+15105550101";
const shelter = aListing({
  pools: [{ label: "All", reports: [{ hoursAgo: 5, open: 0, total: 40 }] }],
});

let mail: MailServer;
let harbor: TestApp;
let address: string;
let screen: EventReader;
let provider: Record<string, string>;
let programId: string;
let poolId: string;

const send = async <Answer>(path: string, body: object, headers: Record<string, string>) => {
  const answer = await fetch(`${address}${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as Answer;
};

beforeAll(async () => {
  mail = await mailServer();
  const mailer = smtpMailer({ url: mail.url, from: "harborlight@example.test" }, (error) => {
    throw error;
  });
  harbor = await testApp({
    ...{ listings: [shelter], staffed: [shelter.key], mail: mailer },
    config: { smsGateway, publicUrl: "http://beds.example.test" },
  });
  address = await harbor.app.listen({ host: "127.0.0.1", port: 0 });
  const found = harbor.ids.get(shelter.key);
  programId = found?.programId ?? "";
  poolId = found?.poolIds["All"] ?? "";
  provider = await harbor.signIn("provider");
  const [staff] = await harbor.database.read
    .select()
    .from(users)
    .where(eq(users.email, "provider@training.test"));
  await gatewayAt(harbor).register(staff?.id ?? "", number);
  screen = await readEvents(`${address}/api/live`, await harbor.signIn("worker"));
  await screen.until(({ event }) => event === "hello");
});
afterAll(async () => {
  screen.leave();
  await harbor.close();
  await mail.close();
});

const reports = () => `/api/programs/${programId}/bed-reports`;

/** Each way in which staff say that so many beds are open, from end to end. */
const channels: Readonly<
  Record<ReportSource | "batch" | "offline", (open: number) => Promise<unknown>>
> = {
  web: (open) => send(reports(), { pools: [{ pool_id: poolId, open }] }, provider),
  link: async (open) => {
    const arrives = mail.next();
    await send(`/api/programs/${programId}/confirm-links`, { channel: "mail" }, provider);
    const { to, text } = await arrives;
    expect(to).toBe("provider@training.test");
    const token = /http:\/\/beds\.example\.test\/confirm#([\w-]+)/.exec(text)?.[1] ?? "";
    const opened = await send<OpenedLink>("/api/confirm-links/open", { token }, {});
    const [pool] = opened.pools;
    const pools = [{ pool_id: pool?.id, open }];
    const body = { token, attempt: v4(), action: "counts", pools, version: pool?.version };
    await send("/api/confirm-links/report", body, {});
  },
  sms: async (open) => {
    const body = gatewayAt(harbor).message(number, String(open), v7());
    await send("/api/sms/messages", JSON.parse(body) as object, gatewayAt(harbor).signed(body));
  },
  call: async (open) => {
    const { code } = await send<CallCode>("/api/me/call-code", {}, provider);
    const call = v7();
    for (const Digits of ["", "1", code, "3", String(open)]) {
      const form = new URLSearchParams({
        CallSid: call,
        From: number,
        Digits,
        Step: v4(),
      }).toString();
      const answer = await fetch(`${address}/api/calls`, {
        method: "POST",
        headers: {
          "content-type": "application/x-www-form-urlencoded",
          ...gatewayAt(harbor).signed(form),
        },
        body: form,
      });
      expect(answer.status).toBe(200);
    }
  },
  api: async (open) => {
    const body = { name: "Case management", programs: [programId] };
    const { secret } = await send<ApiKeyMade>("/api/api-keys", body, provider);
    const authorization = `Bearer ${secret}`;
    await send(reports(), { pools: [{ pool_id: poolId, open }] }, { authorization });
  },
  batch: async (open) => {
    const body = { name: "Many programs", programs: [programId] };
    const { secret } = await send<ApiKeyMade>("/api/api-keys", body, provider);
    const observed_at = harbor.clock.now().toISOString();
    const row = { program_id: programId, pool_id: poolId, open, observed_at };
    await send("/api/bed-reports:batch", { reports: [row] }, { authorization: `Bearer ${secret}` });
  },
  import: async (open) => {
    const observed_at = harbor.clock.now().toISOString();
    const answer = await fetch(`${address}/api/bed-reports/import`, {
      ...{ method: "POST", headers: { "content-type": "text/csv", ...provider } },
      body: `program_id,pool_id,open,observed_at\n${programId},${poolId},${open},${observed_at}\n`,
    });
    expect(answer.status).toBe(200);
  },
  // As the browser sends what it kept: with the time at which it was true.
  offline: async (open) => {
    const observed_at = harbor.clock.now().toISOString();
    const kept = { pools: [{ pool_id: poolId, open }], observed_at };
    await send(reports(), kept, { ...provider, "idempotency-key": v4() });
  },
};

/** Channels whose counts come by the way of another. */
const sources: Readonly<Record<string, ReportSource>> = { batch: "api", offline: "web" };

describe("a count that staff state", () => {
  it.each(Object.keys(channels).map((channel, position) => [channel, 11 + position] as const))(
    "by %s arrives on a worker's open screen",
    async (channel, open) => {
      harbor.clock.set(new Date());
      await channels[channel as keyof typeof channels](open);
      const { data } = await screen.until(changeOf(programId, open));
      expect(data).toMatchObject({ beds: { open, freshness: "fresh" } });
      const history = await fetch(`${address}${reports()}?limit=1`, { headers: provider });
      const { items } = (await history.json()) as BedReportList;
      expect(items).toMatchObject([{ open, source: sources[channel] ?? channel }]);
    },
  );
});
