import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import type { FastifyRequest } from "fastify";
import { problems } from "../contract.ts";
import { DomainError, invalid, notFound } from "../errors.ts";
import { keepRawBodies, rawBody } from "../raw-body.ts";
import {
  removePhone,
  removeSubscription,
  saveChoices,
  saveSubscription,
} from "./contact/contact-points.repo.ts";
import { readContactPoints } from "./contact/read-contact-points.ts";
import { confirmPhone, registerPhone } from "./contact/register-phone.ts";
import {
  BrowserInput,
  BrowserName,
  ContactPoints,
  NoticeChoices,
  Noted,
  PhoneCode,
  PhoneInput,
  SmsDelivery,
} from "./contract.ts";
import { waysOf, type NotifyDependencies } from "./notices/ways.ts";
import { verifyGatewaySignature } from "./sms/gateway-signature.ts";
import { noteDelivery } from "./sms/note-delivery.ts";

const tags = ["notices"];
const answers = { 200: ContactPoints, ...problems(400, 401, 429) };

const personOf = ({ viewer }: FastifyRequest): string => {
  if (viewer.kind !== "user") throw new DomainError("not_signed_in", "Sign in first.");
  return viewer.userId;
};

export interface NoticeRouteDependencies extends NotifyDependencies {
  /** Counts tries for all instances together. */
  tries: {
    take(limits: { what: string; who: string; most: number; minutes: number }[]): Promise<void>;
  };
}

/** How people are told of what concerns them, and what the SMS gateway says. */
export const noticeRoutes: FastifyPluginAsyncTypebox<NoticeRouteDependencies> = async (
  app,
  dependencies,
) => {
  const { database, clock, config, tries } = dependencies;
  const ways = waysOf(dependencies);
  const phones = { database, clock, secret: config.authSecret ?? "", sms: ways.sms };
  const read = (userId: string) => readContactPoints(database.read, ways, userId);
  const schemaOf = (operationId: string, summary: string) => ({
    ...{ operationId, summary, tags, response: answers },
  });

  app.get(
    "/me/contact-points",
    {
      config: { access: "signed-in" },
      schema: schemaOf("readContactPoints", "How the viewer is told of what concerns them"),
    },
    (request) => read(personOf(request)),
  );

  app.put(
    "/me/notice-choices",
    {
      config: { access: "signed-in" },
      schema: {
        ...schemaOf("chooseNotices", "Choose by which ways to be told, and in which language"),
        body: NoticeChoices,
      },
    },
    async (request) => {
      const userId = personOf(request);
      await database.transaction((tx) => saveChoices(tx, userId, request.body));
      return read(userId);
    },
  );

  app.put(
    "/me/phone",
    {
      config: { access: "signed-in" },
      schema: {
        ...schemaOf("registerPhone", "Register a telephone number; a code is sent to it"),
        body: PhoneInput,
        response: { ...answers, ...problems(409, 503) },
      },
    },
    async (request) => {
      const userId = personOf(request);
      await tries.take([{ what: "phone code", who: userId, most: 5, minutes: 60 }]);
      await registerPhone(phones, userId, request.body.number);
      return read(userId);
    },
  );

  app.post(
    "/me/phone/verify",
    {
      config: { access: "signed-in" },
      schema: {
        ...schemaOf("confirmPhone", "Show the code that was sent to the number"),
        body: PhoneCode,
      },
    },
    async (request) => {
      const userId = personOf(request);
      await confirmPhone(phones, userId, request.body.code);
      return read(userId);
    },
  );

  app.post(
    "/me/phone/remove",
    {
      config: { access: "signed-in" },
      schema: schemaOf("removePhone", "Forget the registered number"),
    },
    async (request) => {
      const userId = personOf(request);
      await database.transaction((tx) => removePhone(tx, userId));
      return read(userId);
    },
  );

  app.post(
    "/me/browsers",
    {
      config: { access: "signed-in" },
      schema: {
        ...schemaOf("subscribeBrowser", "Have this browser show notices"),
        body: BrowserInput,
      },
    },
    async (request) => {
      const userId = personOf(request);
      if (!ways.push.serves(request.body.endpoint)) {
        throw invalid("/endpoint", "This is not the address of a push service that is used here.");
      }
      const row = { userId, ...request.body, createdAt: clock() };
      await database.transaction((tx) => saveSubscription(tx, row));
      return read(userId);
    },
  );

  app.post(
    "/me/browsers/remove",
    {
      config: { access: "signed-in" },
      schema: {
        ...schemaOf("unsubscribeBrowser", "Have this browser show notices no more"),
        body: BrowserName,
      },
    },
    async (request) => {
      const userId = personOf(request);
      await database.transaction((tx) => removeSubscription(tx, userId, request.body.endpoint));
      return read(userId);
    },
  );

  await app.register(async (gateway) => {
    keepRawBodies(gateway);
    gateway.post(
      "/sms/deliveries",
      {
        config: { access: "anyone" },
        schema: {
          operationId: "noteSmsDelivery",
          summary: "The SMS gateway tells what became of a message",
          description:
            "Signed by the gateway: `X-Harborlight-Timestamp` (seconds since 1970) and `X-Harborlight-Signature` (`sha256=` and the HMAC-SHA256, in hex, of timestamp, a full stop and the body).",
          tags,
          body: SmsDelivery,
          response: { 200: Noted, ...problems(400, 401, 404, 429) },
        },
      },
      async (request) => {
        const { smsGateway } = config;
        if (!smsGateway) throw notFound();
        const sent = { headers: request.headers, body: rawBody(request) };
        if (!verifyGatewaySignature(smsGateway.secret, sent, clock())) {
          throw new DomainError("wrong_credentials", "The signature does not hold.");
        }
        await noteDelivery(database, request.body as SmsDelivery, clock());
        return { noted: true as const };
      },
    );
  });
};
