import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import type { Database } from "../../db/client.ts";
import type { Config } from "../config.ts";
import { problems } from "../contract.ts";
import { Credentials, Me, SessionAnswer, SignedInAnswer, SignedOutAnswer } from "./contract.ts";
import { guardSignIn } from "./guard-sign-in.ts";
import { readMe } from "./read-me.ts";
import type { SessionReader } from "./read-session.ts";
import type { SignIn } from "./sign-in.ts";

export interface AccessDependencies {
  database: Database;
  config: Config;
  signIn: SignIn;
  sessions: SessionReader;
}

export const accessRoutes: FastifyPluginAsyncTypebox<AccessDependencies> = async (
  app,
  { database, config, signIn, sessions },
) => {
  app.get(
    "/me",
    {
      config: { access: "anyone" },
      schema: {
        operationId: "readMe",
        summary: "Who the viewer is, and what this instance offers",
        tags: ["access"],
        response: { 200: Me },
      },
    },
    (request) => readMe(database.read, request.viewer, config),
  );

  if (config.dataset.includes("training")) {
    const guard = guardSignIn(app);
    app.post(
      "/auth/sign-in/email",
      {
        config: { access: "anyone" },
        schema: {
          operationId: "signIn",
          summary: "Sign a training account in",
          description: "There only where training data is; the session comes as a cookie.",
          tags: ["access"],
          body: Credentials,
          response: { 200: SignedInAnswer, ...problems(401) },
        },
      },
      async (request, reply) => {
        const { user, cookies } = await guard(request, () =>
          signIn.withPassword(request.body, {
            address: request.ip,
            userAgent: request.headers["user-agent"],
          }),
        );
        reply.header("set-cookie", cookies);
        return { user };
      },
    );
  }

  app.post(
    "/auth/sign-out",
    {
      config: { access: "anyone" },
      schema: {
        operationId: "signOut",
        summary: "End this session",
        tags: ["access"],
        response: { 200: SignedOutAnswer },
      },
    },
    async (request, reply) => {
      const cookie = request.headers.cookie ?? "";
      reply.header("set-cookie", await signIn.end(cookie));
      await sessions.forget(cookie);
      return { success: true as const };
    },
  );

  app.get(
    "/auth/get-session",
    {
      config: { access: "anyone" },
      schema: {
        operationId: "readSession",
        summary: "This session, begun anew when it is due",
        tags: ["access"],
        response: { 200: SessionAnswer },
      },
    },
    async (request, reply) => {
      const { session, cookies } = await signIn.renew(request.headers.cookie ?? "");
      if (cookies.length > 0) reply.header("set-cookie", cookies);
      return {
        session: session && { expires_at: session.expiresAt.toISOString(), user: session.user },
      };
    },
  );
};
