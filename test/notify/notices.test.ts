import { createECDH, randomBytes } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { jobQueue } from "../../db/jobs.ts";
import {
  contactPhones,
  dutyShifts,
  notices,
  pushSubscriptions,
  users,
} from "../../db/schema/index.ts";
import type { ContactPoints } from "../../server/notify/contract.ts";
import { waysOf } from "../../server/notify/notices/ways.ts";
import { sendNotice } from "../../server/notify/notices/send-notice.ts";
import { smtpMailer } from "../../server/notify/smtp-mailer.ts";
import {
  signForGateway,
  verifyGatewaySignature,
} from "../../server/notify/sms/gateway-signature.ts";
import { saveChoices, stopMessagesTo } from "../../server/notify/contact/contact-points.repo.ts";
import type { SentNoticeList } from "../../server/placements/notices/contract.ts";
import { tellOfHoldJob, tellOfHoldsJob } from "../../server/placements/jobs.ts";
import { runJobs } from "../../server/start/run-jobs.ts";
import { aPerson } from "../availability/counted-program.ts";
import { openTaker, type Taker } from "../support/gateway.ts";
import { aListing } from "../support/listings.ts";
import { mailServer, type MailServer } from "../support/mail-server.ts";
import { firstOf, minutes, noon, openPlacements } from "../placements/asking.ts";

const near = aListing({ key: "near", name: "Canary house" });
const secret = "a secret that gateway and server share";
let [post, gateway, pushes]: [MailServer, Taker, Taker] = [] as never;
let harbor: Awaited<ReturnType<typeof openPlacements>>;

beforeAll(async () => {
  [post, gateway, pushes] = await Promise.all([mailServer(), openTaker(), openTaker()]);
  harbor = await openPlacements({
    listings: [near],
    config: {
      smsGateway: { url: `${gateway.url}/send`, secret },
      pushServices: [pushes.host],
      publicUrl: "https://beds.example.org",
    },
    mail: smtpMailer({ url: post.url, from: "harborlight@example.org" }, console.error),
  });
});
afterAll(async () => {
  await harbor.close();
  await Promise.all([post.close(), gateway.close(), pushes.close()]);
});
beforeEach(async () => {
  harbor.clock.set(noon);
  gateway.answerWith(202);
  pushes.answerWith(201);
  await harbor.database.owner`truncate notices, contact_phones, push_subscriptions, notice_choices,
    stopped_numbers, sign_in_tries, holds, hold_history, requests, duty_shifts cascade`;
  await harbor.database.owner`delete from users where email like '%@example.test'`;
});

const call = async (method: "GET" | "POST" | "PUT", path: string, as: string, payload?: object) =>
  harbor.app.inject({
    ...{ method, url: `/api${path}`, headers: await harbor.signIn(as) },
    ...(payload === undefined ? {} : { payload }),
  });

const idOf = async (email: string) => {
  const [person] = await harbor.database.read.select().from(users).where(eq(users.email, email));
  return person?.id ?? "";
};

/** Text messages that the gateway took since, as they were sent. */
const texts = (since = 0) =>
  gateway.received
    .slice(since)
    .map(
      ({ body }) =>
        JSON.parse(body.toString()) as Record<"to" | "text" | "id" | "callback", string>,
    );

/** Registers a number as its person does. */
const registerNumber = async (as: string, number: string) => {
  const before = gateway.received.length;
  expect((await call("PUT", "/me/phone", as, { number })).statusCode).toBe(200);
  const code = /\d{6}/.exec(firstOf(texts(before)).text)?.[0] ?? "";
  const answer = await call("POST", "/me/phone/verify", as, { code });
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json<ContactPoints>();
};

const aBrowser = (name = randomBytes(6).toString("hex")) => {
  const keys = createECDH("prime256v1");
  keys.generateKeys();
  return {
    endpoint: `${pushes.url}/push/${name}`,
    p256dh: keys.getPublicKey().toString("base64url"),
    auth: randomBytes(16).toString("base64url"),
  };
};

/** Plans and sends what there is to tell, as the minute's jobs do. */
const tell = async (options: { ahead?: boolean; failing?: boolean } = {}) => {
  await harbor.jobs.put(tellOfHoldsJob, {});
  return harbor.runJobs(options);
};

const rows = async () =>
  (await harbor.database.read.select().from(notices).orderBy(notices.id)).map(
    ({ kind, channel, state, outcome }) => ({ kind, channel, state, outcome }),
  );

describe("a request that comes in", () => {
  test("is told to the program's staff by every way that they have, once", async () => {
    await registerNumber("provider", "(510) 555-0142");
    const browser = aBrowser();
    expect((await call("POST", "/me/browsers", "provider", browser)).statusCode).toBe(200);
    const [mails, sms, pushed] = [
      post.received.length,
      gateway.received.length,
      pushes.received.length,
    ];
    await harbor.placed([near.key]);
    await tell();
    await tell();
    expect(post.received.slice(mails).map(({ to }) => to)).toEqual(["provider@training.test"]);
    expect(texts(sms).map(({ to }) => to)).toEqual(["+15105550142"]);
    expect(pushes.received.slice(pushed)).toHaveLength(1);
    expect((await rows()).map(({ channel, state }) => [channel, state]).sort()).toEqual([
      ["email", "sent"],
      ["push", "sent"],
      ["sms", "sent"],
    ]);
  });

  test("is told in words that name no child, no program and no purpose", async () => {
    await registerNumber("provider", "510-555-0142");
    const [mails, sms] = [post.received.length, gateway.received.length];
    await harbor.placed([near.key]);
    await tell();
    const [mail, text] = [firstOf(post.received.slice(mails)), firstOf(texts(sms))];
    for (const said of [mail.subject, mail.text, text.text]) {
      expect(said).toContain("Someone is waiting for your answer. / Alguien espera su respuesta.");
      expect(said).not.toMatch(/canary|child|girl|bed[^s]|shelter|niñ|-\d{3}/i);
    }
    // And each says how it is ended.
    expect(mail.text).toContain("To end these mails / Para no recibir estos correos: https://");
    expect(text.text).toContain("Reply STOP to end. / Responda STOP para terminar.");
  });

  test("is not told to staff any more when it was answered meanwhile", async () => {
    const { holds } = await harbor.placed([near.key]);
    await harbor.moved(firstOf(holds).id, "decline", "provider", { reason: "full" });
    await tell();
    expect((await rows()).map(({ kind }) => kind)).toEqual(["hold_declined"]);
  });

  test("shows the worker when and how staff were told", async () => {
    const request = await harbor.placed([near.key]);
    expect(firstOf(request.holds).told).toEqual([]);
    await tell();
    const read = await harbor.readRequest(request.id);
    expect(firstOf(read.holds).told).toEqual([{ by: "email", at: noon.toISOString() }]);
  });

  test("is told to nobody who chose not to be, and in the language of who is", async () => {
    const choices = { email: true, push: true, sms: false, language: "es" };
    await registerNumber("provider", "510-555-0142");
    await call("PUT", "/me/notice-choices", "provider", choices);
    const mails = post.received.length;
    await harbor.placed([near.key]);
    await tell();
    expect((await rows()).map(({ channel }) => channel)).toEqual(["email"]);
    expect(firstOf(post.received.slice(mails)).subject).toBe(
      "Harborlight: Alguien espera su respuesta.",
    );
  });
});

describe("staff by the program's rota", () => {
  /** Who is mailed of a new request while this person has a shift on that weekday. */
  const mailedWith = async (userId: string, weekday: number) => {
    const shift = { programId: harbor.idOf(near.key), userId, weekday };
    await harbor.database.owner`truncate duty_shifts`;
    await harbor.database.transaction((tx) =>
      tx.insert(dutyShifts).values({ ...shift, startsMinute: 0, endsMinute: 1440 }),
    );
    const mails = post.received.length;
    await harbor.placed([near.key]);
    await tell();
    return post.received
      .slice(mails)
      .map(({ to }) => to)
      .toSorted();
  };
  // Noon in UTC is Sunday everywhere in the country.
  const [sunday, monday] = [7, 1];

  test("are told where they are on duty, and all where nobody is", async () => {
    const other = await aPerson(harbor.database, "provider", [harbor.idOf(near.key)]);
    expect(await mailedWith(other.userId, sunday)).toEqual([other.email]);
    const all = [other.email, "provider@training.test"].toSorted();
    expect(await mailedWith(other.userId, monday)).toEqual(all);
  });

  test("are all told where who is on duty cannot be reached or has left", async () => {
    const other = await aPerson(harbor.database, "provider", [harbor.idOf(near.key)]);
    const mute = { email: false, push: false, sms: false, language: null };
    await harbor.database.transaction((tx) => saveChoices(tx, other.userId, mute));
    expect(await mailedWith(other.userId, sunday)).toContain("provider@training.test");
    await harbor.database.transaction((tx) =>
      tx.update(users).set({ closedAt: noon }).where(eq(users.id, other.userId)),
    );
    expect(await mailedWith(other.userId, sunday)).toContain("provider@training.test");
  });
});

describe("the worker", () => {
  test.each([
    ["accept", undefined, "hold_accepted"],
    ["decline", { reason: "full" }, "hold_declined"],
  ] as const)("is told when staff %s", async (move, body, kind) => {
    const { holds } = await harbor.placed([near.key]);
    await harbor.moved(firstOf(holds).id, move, "provider", body);
    await tell();
    expect((await rows()).map((row) => [row.kind, row.state])).toContainEqual([kind, "sent"]);
  });

  test("is told when staff take an acceptance back", async () => {
    const { holds } = await harbor.placed([near.key]);
    await harbor.moved(firstOf(holds).id, "accept", "provider");
    await harbor.moved(firstOf(holds).id, "release", "provider");
    await tell();
    expect((await rows()).map((row) => row.kind)).toContain("hold_taken_back");
  });

  test("is warned once before a hold runs out, and anew of a later end", async () => {
    const { holds } = await harbor.placed([near.key]);
    await harbor.moved(firstOf(holds).id, "accept", "provider");
    const warned = async () => (await rows()).filter(({ kind }) => kind === "hold_expiring").length;
    harbor.clock.set(minutes(79));
    await tell();
    expect(await warned()).toBe(0);
    harbor.clock.set(minutes(81));
    await tell();
    await tell();
    expect(await warned()).toBe(1);
    const arriving = { arriving_at: minutes(120).toISOString() };
    const { expires_at } = await harbor.moved(firstOf(holds).id, "extend", "worker", arriving);
    harbor.clock.set(minutes(-5, new Date(expires_at)));
    await tell();
    expect(await warned()).toBe(2);
  });
});

describe("a gateway that is down", () => {
  test("holds up no request, and is tried again until it is up", async () => {
    await registerNumber("provider", "510-555-0142");
    gateway.answerWith(503);
    const { holds } = await harbor.placed([near.key]);
    expect(firstOf(holds).state).toBe("waiting");
    await tell({ failing: true });
    const of = async () => (await rows()).find(({ channel }) => channel === "sms");
    expect(await of()).toMatchObject({ state: "planned" });
    gateway.answerWith(202);
    await harbor.runJobs({ ahead: true });
    expect(await of()).toMatchObject({ state: "sent", outcome: null });
  });

  test("for good is given up and recorded", async () => {
    await registerNumber("provider", "510-555-0142");
    gateway.answerWith(503);
    await harbor.placed([near.key]);
    await tell({ failing: true });
    await harbor.runJobs({ ahead: true, failing: true });
    const sms = (await rows()).find(({ channel }) => channel === "sms");
    expect(sms).toMatchObject({ state: "failed", outcome: "unreachable" });
  });

  test("or hangs is waited for by no request", async () => {
    await registerNumber("provider", "510-555-0142");
    gateway.answerWith("never");
    const taken = gateway.received.length;
    const first = await harbor.placed([near.key]);
    const sending = tell({ failing: true });
    await expect.poll(() => gateway.received.length).toBeGreaterThan(taken);
    // The gateway has the message and says nothing, while the bed is answered for.
    const accepted = await harbor.moved(firstOf(first.holds).id, "accept", "provider");
    expect(accepted.state).toBe("accepted");
    await gateway.close();
    await sending;
    const port = Number(new URL(gateway.url).port);
    gateway = await openTaker(port);
  });
});

describe("two instances", () => {
  test("send once between them what both were told of", async () => {
    const others = [1, 2].map(() =>
      jobQueue(harbor.database.url, { onFailure: (error) => console.error(error) }),
    );
    for (const jobs of others) {
      runJobs({ ...harbor.dependencies, jobs });
      await jobs.open();
    }
    const mails = post.received.length;
    const { holds } = await harbor.placed([near.key]);
    const { id } = firstOf(holds);
    await Promise.all(others.map((jobs) => jobs.start()));
    await Promise.all(others.map((jobs) => jobs.put(tellOfHoldJob, { hold_id: id }, { key: id })));
    await Promise.all(others.map((jobs) => jobs.put(tellOfHoldsJob, {})));
    await expect.poll(rows).toMatchObject([{ channel: "email", state: "sent" }]);
    await Promise.all(others.map((jobs) => jobs.stop()));
    await harbor.runJobs();
    expect(post.received.slice(mails)).toHaveLength(1);
  });

  test("of which one was killed at sending: a text goes again under its old id, a mail does not", async () => {
    await registerNumber("provider", "510-555-0142");
    await harbor.placed([near.key]);
    await tell();
    const kept = await harbor.database.read.select().from(notices);
    await harbor.database.owner`update notices set state = 'sending'`;
    const [mails, sms] = [post.received.length, gateway.received.length];
    const context = {
      ...harbor.dependencies,
      ...{ ways: waysOf(harbor.dependencies), publicUrl: harbor.config.publicUrl },
    };
    for (const { id } of kept) await sendNotice(context, id, { last: false });
    expect(post.received.slice(mails)).toEqual([]);
    const text = kept.find(({ channel }) => channel === "sms");
    expect(texts(sms).map(({ id }) => id)).toEqual([text?.id]);
    const after = (await rows()).map(({ channel, state }) => [channel, state]).sort();
    expect(after).toEqual([
      ["email", "unknown"],
      ["sms", "sent"],
    ]);
  });
});

describe("an administrator", () => {
  const list = async (query = "", as = "administrator") =>
    harbor.app.inject({ url: `/api/notices${query}`, headers: await harbor.signIn(as) });

  test("sees what came of every notice, and neither where it went nor what it said", async () => {
    await registerNumber("provider", "510-555-0142");
    gateway.answerWith(503);
    await harbor.placed([near.key]);
    await tell({ failing: true });
    await harbor.runJobs({ ahead: true, failing: true });
    const answer = await list();
    expect(answer.json<SentNoticeList>()).toMatchObject({
      total: 2,
      views: { sent: 1, failed: 1, retried: 1, waiting: 0, skipped: 0 },
    });
    const failed = (await list("?view=failed")).json<SentNoticeList>();
    expect(failed).toMatchObject({ total: 1, items: [{ kind: "request_asked", channel: "sms" }] });
    expect(failed.items[0]).toMatchObject({ state: "failed", outcome: "unreachable" });
    expect(failed.items[0]?.tries).toBeGreaterThan(1);
    expect((await list("?view=skipped")).json<SentNoticeList>().items).toEqual([]);
    expect(answer.body).not.toMatch(/555|@|waiting for|Canary/);
  });

  test("turns the pages, newest first", async () => {
    await harbor.placed([near.key]);
    await harbor.placed([near.key], { as: "worker2@training.test" });
    await tell();
    const first = (await list("?limit=1")).json<SentNoticeList>();
    const second = (await list(`?limit=1&cursor=${first.next}`)).json<SentNoticeList>();
    expect(second.next).toBeNull();
    const ids = [first, second].flatMap(({ items }) => items.map(({ id }) => id));
    expect(ids).toEqual(ids.toSorted().toReversed());
    expect(new Set(ids).size).toBe(2);
  });

  test("of training reads nothing of other people's", async () => {
    await harbor.placed([near.key]);
    const other = await aPerson(harbor.database, "provider", [harbor.idOf(near.key)]);
    await tell();
    expect((await rows()).length).toBe(2);
    const answer = await list();
    expect(answer.json<SentNoticeList>().total).toBe(1);
    expect(answer.body).not.toContain(other.name);
  });
});

describe("web push", () => {
  test("is encrypted for the browser and signed with the installation's key", async () => {
    await call("POST", "/me/browsers", "provider", aBrowser());
    const pushed = pushes.received.length;
    await harbor.placed([near.key]);
    await tell();
    const { headers, body } = firstOf(pushes.received.slice(pushed));
    expect(headers).toMatchObject({ "content-encoding": "aes128gcm", urgency: "high" });
    const { offered } = (await call("GET", "/me/contact-points", "worker")).json<ContactPoints>();
    expect(headers.authorization).toMatch(new RegExp(`^vapid t=.+, k=${offered.push_key}$`));
    expect(body.toString("latin1")).not.toContain("waiting");
  });

  test("forgets a browser that is gone", async () => {
    await call("POST", "/me/browsers", "provider", aBrowser());
    pushes.answerWith(410);
    await harbor.placed([near.key]);
    await tell();
    expect(await harbor.database.read.select().from(pushSubscriptions)).toEqual([]);
    const push = (await rows()).find(({ channel }) => channel === "push");
    expect(push).toMatchObject({ state: "skipped", outcome: "no_address" });
  });

  test.each(["http://10.0.0.1/x1", "https://internal.example/push", "file:///etc/passwd"])(
    "sends nothing to %s",
    async (endpoint) => {
      const answer = await call("POST", "/me/browsers", "provider", { ...aBrowser(), endpoint });
      expect(answer.statusCode).toBe(400);
    },
  );
});

describe("a telephone number", () => {
  test("is its person's only with the code that was sent to it", async () => {
    await call("PUT", "/me/phone", "worker", { number: "510 555 0143" });
    const wrong = await call("POST", "/me/phone/verify", "worker", { code: "000000" });
    expect(wrong.statusCode).toBe(401);
    const { phone } = (await call("GET", "/me/contact-points", "worker")).json<ContactPoints>();
    expect(phone).toEqual({ number: "+15105550143", verified: false, stopped: false });
  });

  test("takes no more than five codes", async () => {
    const before = gateway.received.length;
    await call("PUT", "/me/phone", "worker2@training.test", { number: "510 555 0144" });
    const code = /\d{6}/.exec(firstOf(texts(before)).text)?.[0] ?? "";
    const wrong = code === "111111" ? "222222" : "111111";
    const tryCode = (given: string) =>
      call("POST", "/me/phone/verify", "worker2@training.test", { code: given });
    for (let tried = 0; tried < 5; tried += 1) expect((await tryCode(wrong)).statusCode).toBe(401);
    expect((await tryCode(code)).statusCode).toBe(401);
  });

  test("that asked for no more messages gets none", async () => {
    await registerNumber("provider", "510-555-0142");
    await harbor.database.transaction((tx) => stopMessagesTo(tx, "+15105550142", noon));
    const sms = gateway.received.length;
    await harbor.placed([near.key]);
    await tell();
    expect(texts(sms)).toEqual([]);
    expect((await call("PUT", "/me/phone", "steward", { number: "510-555-0142" })).statusCode).toBe(
      409,
    );
  });

  test("is one person's alone", async () => {
    await registerNumber("provider", "510-555-0142");
    await registerNumber("analyst", "510-555-0142");
    const kept = await harbor.database.read.select().from(contactPhones);
    expect(kept.map(({ userId }) => userId)).toEqual([await idOf("analyst@training.test")]);
  });
});

describe("what the gateway says of a message", () => {
  const tellDelivery = async (body: object, { at = noon, key = secret } = {}) => {
    const payload = JSON.stringify(body);
    return harbor.app.inject({
      ...{ method: "POST", url: "/api/sms/deliveries", payload },
      headers: { "content-type": "application/json", ...signForGateway(key, payload, at) },
    });
  };

  const aText = async () => {
    await registerNumber("provider", "510-555-0142");
    await harbor.placed([near.key]);
    await tell();
    const kept = await harbor.database.read.select().from(notices);
    return kept.find(({ channel }) => channel === "sms")?.id ?? "";
  };

  test("is recorded where its signature holds, however often it comes", async () => {
    const id = await aText();
    for (const status of ["delivered", "delivered", "failed"]) {
      expect((await tellDelivery({ id, status })).statusCode).toBe(200);
    }
    expect((await rows()).find(({ channel }) => channel === "sms")?.state).toBe("delivered");
  });

  test.each([
    ["of another secret", { key: "another secret than the gateway's own" }],
    ["from ten minutes ago", { at: minutes(-10) }],
    ["from ten minutes ahead", { at: minutes(10) }],
  ])("is refused with a signature %s", async (_what, how) => {
    const id = await aText();
    expect((await tellDelivery({ id, status: "delivered" }, how)).statusCode).toBe(401);
    expect((await rows()).find(({ channel }) => channel === "sms")?.state).toBe("sent");
  });

  test("has its signature over every letter, and so has what is sent to it", async () => {
    await aText();
    const { headers, body } = firstOf(gateway.received.slice(-1));
    const sent = { headers, body: body.toString() };
    expect(verifyGatewaySignature(secret, sent, noon)).toBe(true);
    expect(verifyGatewaySignature(secret, { headers, body: `${sent.body} ` }, noon)).toBe(false);
    expect(JSON.parse(sent.body)).toMatchObject({
      callback: "https://beds.example.org/api/sms/deliveries",
    });
  });
});
