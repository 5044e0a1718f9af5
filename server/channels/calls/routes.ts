import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import type { FastifyRequest } from "fastify";
import { Type } from "typebox";
import type { Database } from "../../../db/client.ts";
import type { TryCounter } from "../../access/limit-tries.ts";
import type { Config } from "../../config.ts";
import { problems } from "../../contract.ts";
import { DomainError, notFound } from "../../errors.ts";
import { timestampHeader, verifyGatewaySignature } from "../../notify/sms/gateway-signature.ts";
import { CallKeys } from "./contract.ts";
import { takeCall } from "./take-call.ts";
import { toVoiceXml } from "./voice-xml.ts";

export interface CallDependencies {
  config: Config;
  database: Database;
  clock: () => Date;
  tries: TryCounter;
}

const form = "application/x-www-form-urlencoded";
const tags = ["channels"];

/** Keypad calls that the gateway hands on. */
export const callRoutes: FastifyPluginAsyncTypebox<CallDependencies> = async (
  app,
  { config, database, clock, tries },
) => {
  const secret = config.authSecret ?? "";

  await app.register(async (gateway) => {
    const sent = new WeakMap<FastifyRequest, string>();
    gateway.removeAllContentTypeParsers();
    gateway.addContentTypeParser(form, { parseAs: "string" }, (request, body, done) => {
      sent.set(request, body.toString());
      done(null, Object.fromEntries(new URLSearchParams(body.toString())));
    });
    gateway.post(
      "/calls",
      {
        config: { access: "anyone" },
        schema: {
          operationId: "takeCall",
          summary: "The gateway hands on a call and the keys that were pressed",
          description:
            "A form as TwiML gateways post it, signed as deliveries of text messages are; the answer is TwiML (Say, Gather, Hangup).",
          tags,
          consumes: [form],
          body: CallKeys,
          response: {
            200: {
              description: "What the gateway does next",
              content: { "text/xml": { schema: Type.String() } },
            },
            ...problems(400, 401, 404, 409, 429),
          },
        },
      },
      async (request, reply) => {
        const { smsGateway } = config;
        if (!smsGateway) throw notFound();
        const body = sent.get(request) ?? "";
        if (
          !verifyGatewaySignature(smsGateway.secret, { headers: request.headers, body }, clock())
        ) {
          throw new DomainError("wrong_credentials", "The signature does not hold.");
        }
        const { CallSid, From, Digits = "" } = request.body as CallKeys;
        const timestamp = String(request.headers[timestampHeader]);
        const answer = await takeCall(
          database,
          { callId: CallSid, from: From, digits: Digits, request: `${timestamp}.${body}` },
          { secret, action: `${config.publicUrl}/api/calls`, tries, now: clock() },
        );
        return reply.type("text/xml; charset=utf-8").send(await toVoiceXml(answer));
      },
    );
  });
};
