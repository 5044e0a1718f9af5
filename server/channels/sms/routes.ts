import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import type { Database } from "../../../db/client.ts";
import type { Config } from "../../config.ts";
import { problems } from "../../contract.ts";
import { DomainError, notFound } from "../../errors.ts";
import { verifyGatewaySignature } from "../../notify/sms/gateway-signature.ts";
import { keepRawBodies, rawBody } from "../../raw-body.ts";
import { answerText } from "./answer-text.ts";
import { SmsMessage, SmsReply } from "./contract.ts";

/** Text messages that the gateway hands on. */
export const smsRoutes: FastifyPluginAsyncTypebox<{
  config: Config;
  database: Database;
  clock: () => Date;
}> = async (app, { config, database, clock }) => {
  keepRawBodies(app);
  app.post(
    "/sms/messages",
    {
      config: { access: "anyone" },
      schema: {
        operationId: "takeSmsMessage",
        summary: "The SMS gateway hands on a message that staff sent",
        description:
          "Signed as deliveries are. Of messages with one id the first counts; from a number that nobody registered none does. The reply is for the gateway to text back.",
        tags: ["channels"],
        body: SmsMessage,
        response: { 200: SmsReply, ...problems(400, 401, 404, 429) },
      },
    },
    async (request) => {
      const { smsGateway } = config;
      if (!smsGateway) throw notFound();
      const sent = { headers: request.headers, body: rawBody(request) };
      if (!verifyGatewaySignature(smsGateway.secret, sent, clock())) {
        throw new DomainError("wrong_credentials", "The signature does not hold.");
      }
      return { reply: await answerText(database, request.body, clock()) };
    },
  );
};
