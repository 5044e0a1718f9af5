import { normalizeIP } from "@fastify/rate-limit";
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import type { Database } from "../../db/client.ts";
import type { Config } from "../config.ts";
import { problems } from "../contract.ts";
import { DomainError } from "../errors.ts";
import type { FastifyRequest } from "fastify";
import { Type } from "typebox";
import {
  CodeProof,
  CodeRequest,
  CodeRequested,
  Credentials,
  Me,
  SecondFactorProof,
  SessionAnswer,
  SignOnBegun,
  SignedInAnswer,
  SignedOutAnswer,
} from "./contract.ts";
import type { CountySignOn, SignOnOutcome } from "./county-sign-on.ts";
import { guardSignIn, type Trier } from "./guard-sign-in.ts";
import type { TryCounter } from "./limit-tries.ts";
import { readMe } from "./read-me.ts";
import type { SessionReader } from "./read-session.ts";
import type { Mailer } from "../notify/mailer.ts";
import { codeLife } from "./sign-in-codes.ts";
import type { Device } from "./better-auth.ts";
import type { SignIn } from "./sign-in.ts";

export interface AccessDependencies {
  database: Database;
  config: Config;
  signIn: SignIn;
  sessions: SessionReader;
  tries: TryCounter;
  /** Without it no codes are sent. */
  mail?: Mailer | undefined;
}

/** The screen that coming back from the county's sign-on leads to. */
const afterSignOn: Readonly<Record<SignOnOutcome, string>> = {
  signed_in: "/",
  second_factor: "/sign-in#second-factor",
  refused: "/sign-in#refused",
};

const countySignOnOf = ({ countySignOn }: SignIn): CountySignOn => {
  if (countySignOn) return countySignOn;
  throw new DomainError("conflict", "No county's sign-on is set here.");
};

const deviceOf = ({ ip, headers }: FastifyRequest): Device => ({
  address: ip,
  userAgent: headers["user-agent"],
});

const trierOf = (ip: string, { email }: { email: string }): Trier => ({
  address: normalizeIP(ip),
  account: email.toLowerCase(),
});

export const accessRoutes: FastifyPluginAsyncTypebox<AccessDependencies> = async (
  app,
  { database, config, signIn, sessions, tries, mail },
) => {
  const guard = guardSignIn(tries);

  app.get(
    "/me",
    {
      config: { access: "anyone", enrolling: true },
      schema: {
        operationId: "readMe",
        summary: "Who the viewer is, and what this instance offers",
        tags: ["access"],
        response: { 200: Me },
      },
    },
    (request) =>
      readMe(database.read, request.viewer, {
        config,
        sendsMail: mail !== undefined,
        takesPasskeys: signIn.passkeys !== undefined,
        secondFactor: request.secondFactor,
      }),
  );

  if (config.dataset.includes("training")) {
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
        const { user, cookies } = await guard.signIn(trierOf(request.ip, request.body), () =>
          signIn.withPassword(request.body, deviceOf(request)),
        );
        reply.header("set-cookie", cookies);
        return { user };
      },
    );
  }

  app.post(
    "/auth/codes",
    {
      config: { access: "anyone" },
      schema: {
        operationId: "requestSignInCode",
        summary: "Ask for a sign-in code by e-mail",
        description: "Answers alike whether or not an account has the address.",
        tags: ["access"],
        body: CodeRequest,
        response: { 200: CodeRequested, ...problems(404) },
      },
    },
    async (request) => {
      const trier = trierOf(request.ip, request.body);
      await guard.requestCode(trier);
      await signIn.sendCode(trier.account);
      return { minutes: codeLife.minutes };
    },
  );

  app.post(
    "/auth/sign-in/code",
    {
      config: { access: "anyone" },
      schema: {
        operationId: "signInWithCode",
        summary: "Sign in with a code that came by e-mail",
        description: "A code works once, for ten minutes; the session comes as a cookie.",
        tags: ["access"],
        body: CodeProof,
        response: { 200: SignedInAnswer, ...problems(401) },
      },
    },
    async (request, reply) => {
      const trier = trierOf(request.ip, request.body);
      const proof = { email: trier.account, code: request.body.code };
      const { user, cookies } = await guard.signIn(trier, () =>
        signIn.withCode(proof, deviceOf(request)),
      );
      reply.header("set-cookie", cookies);
      return { user };
    },
  );

  app.post(
    "/auth/sign-in/second-factor",
    {
      config: { access: "anyone" },
      schema: {
        operationId: "signInWithSecondFactor",
        summary: "Finish signing in with the second factor",
        description:
          "After a first factor that was answered without a user, on the same device, within ten minutes.",
        tags: ["access"],
        body: SecondFactorProof,
        response: { 200: SignedInAnswer, ...problems(401) },
      },
    },
    async (request, reply) => {
      const { body } = request;
      const proof = "code" in body ? body : { recoveryCode: body.recovery_code };
      const device = { ...deviceOf(request), cookie: request.headers.cookie ?? "" };
      const { user, cookies } = await guard.secondFactor(normalizeIP(request.ip), () =>
        signIn.withSecondFactor(proof, device),
      );
      reply.header("set-cookie", cookies);
      return { user };
    },
  );

  app.post(
    "/auth/county-sign-on",
    {
      config: { access: "anyone" },
      schema: {
        operationId: "beginCountySignOn",
        summary: "Begin to sign in at the county's own sign-on",
        description: "There only where one is set. Who was not invited is refused on return.",
        tags: ["access"],
        response: { 200: SignOnBegun, ...problems(409) },
      },
    },
    async (_request, reply) => {
      const { url, cookies } = await countySignOnOf(signIn).begin();
      reply.header("set-cookie", cookies);
      return { url };
    },
  );

  app.get(
    "/auth/callback/oidc",
    {
      config: { access: "anyone" },
      schema: {
        operationId: "finishCountySignOn",
        summary: "Come back from the county's own sign-on",
        description: "Leads on to a screen, whatever came of it.",
        tags: ["access"],
        querystring: Type.Object(
          {
            code: Type.Optional(Type.String({ maxLength: 4096 })),
            state: Type.Optional(Type.String({ maxLength: 1024 })),
            iss: Type.Optional(Type.String({ maxLength: 1024 })),
            error: Type.Optional(Type.String({ maxLength: 200 })),
          },
          { additionalProperties: true },
        ),
        response: { 303: Type.Null({ description: "To the next screen" }), ...problems(409) },
      },
    },
    async (request, reply) => {
      const { code, state, iss, error } = request.query;
      const given = Object.entries({ code, state, iss, error }).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, value] as const],
      );
      const device = { ...deviceOf(request), cookie: request.headers.cookie ?? "" };
      const { outcome, cookies } = await countySignOnOf(signIn).finish(
        Object.fromEntries(given),
        device,
      );
      return reply.header("set-cookie", cookies).redirect(afterSignOn[outcome], 303);
    },
  );

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
