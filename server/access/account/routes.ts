import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import type { FastifyRequest } from "fastify";
import { Type } from "typebox";
import type { Database } from "../../../db/client.ts";
import { problems } from "../../contract.ts";
import { requireSignedIn } from "../authorize.ts";
import type { SessionReader } from "../read-session.ts";
import type { Holder } from "../second-factor.ts";
import type { SignIn } from "../sign-in.ts";
import {
  AppCode,
  OwnSessionList,
  RecoveryCodes,
  SecondFactorBegun,
  SecondFactorSet,
  SessionId,
  SessionsEnded,
} from "./contract.ts";
import { endOtherSessions, endOwnSession, listOwnSessions } from "./own-sessions.ts";

export interface AccountDependencies {
  database: Database;
  signIn: SignIn;
  sessions: SessionReader;
  clock: () => Date;
}

const holderOf = ({ viewer, headers }: FastifyRequest): Holder => ({
  viewer: requireSignedIn(viewer),
  cookie: headers.cookie ?? "",
});
const tags = ["account"];
/** Open also to who has to set a second factor before anything else. */
const enrolling = { access: "signed-in", enrolling: true } as const;

/** What everybody may do about the account that they are signed in with. */
export const accountRoutes: FastifyPluginAsyncTypebox<AccountDependencies> = async (
  app,
  { database, signIn: { secondFactor }, sessions, clock },
) => {
  app.get(
    "/me/sessions",
    {
      config: { access: "signed-in" },
      schema: {
        operationId: "listOwnSessions",
        summary: "Where the viewer is signed in",
        tags,
        response: { 200: OwnSessionList },
      },
    },
    (request) =>
      listOwnSessions(database.read, requireSignedIn(request.viewer), {
        current: request.sessionId,
        now: clock(),
      }),
  );

  app.delete(
    "/me/sessions",
    {
      config: { access: "signed-in" },
      schema: {
        operationId: "endOtherSessions",
        summary: "Sign out everywhere but here",
        tags,
        response: { 200: SessionsEnded },
      },
    },
    async (request) => {
      const viewer = requireSignedIn(request.viewer);
      const ended = await endOtherSessions(database, viewer, request.sessionId ?? "");
      sessions.forgetPerson(viewer.userId);
      return ended;
    },
  );

  app.delete(
    "/me/sessions/:id",
    {
      config: { access: "signed-in" },
      schema: {
        operationId: "endOwnSession",
        summary: "Sign out on one device",
        tags,
        params: Type.Object({ id: SessionId }),
        response: { 200: SessionsEnded, ...problems(404) },
      },
    },
    async (request) => {
      const viewer = requireSignedIn(request.viewer);
      const ended = await endOwnSession(database, viewer, request.params.id);
      sessions.forgetPerson(viewer.userId);
      return ended;
    },
  );

  app.post(
    "/me/second-factor",
    {
      config: enrolling,
      schema: {
        operationId: "beginSecondFactor",
        summary: "Begin to set an authenticator app",
        tags,
        response: { 200: SecondFactorBegun, ...problems(409) },
      },
    },
    async (request) => {
      const { uri, recoveryCodes } = await secondFactor.begin(holderOf(request));
      const key = new URL(uri).searchParams.get("secret") ?? "";
      return { uri, key, recovery_codes: recoveryCodes };
    },
  );

  app.post(
    "/me/second-factor/confirm",
    {
      config: enrolling,
      schema: {
        operationId: "confirmSecondFactor",
        summary: "Set the authenticator app with its first code",
        description: "Every other session ends.",
        tags,
        body: AppCode,
        response: { 200: SecondFactorSet, ...problems(401) },
      },
    },
    async (request, reply) => {
      const holder = holderOf(request);
      reply.header("set-cookie", await secondFactor.confirm(holder, request.body.code));
      sessions.forgetPerson(holder.viewer.userId);
      return { set: true };
    },
  );

  app.post(
    "/me/second-factor/recovery-codes",
    {
      config: { access: "signed-in" },
      schema: {
        operationId: "renewRecoveryCodes",
        summary: "New recovery codes in place of the old ones",
        tags,
        body: AppCode,
        response: { 200: RecoveryCodes, ...problems(401) },
      },
    },
    async (request) => ({
      recovery_codes: await secondFactor.renewRecoveryCodes(holderOf(request), request.body.code),
    }),
  );

  app.post(
    "/me/second-factor/remove",
    {
      config: { access: "signed-in" },
      schema: {
        operationId: "removeSecondFactor",
        summary: "Remove the authenticator app",
        tags,
        body: AppCode,
        response: { 200: SecondFactorSet, ...problems(401) },
      },
    },
    async (request, reply) => {
      const holder = holderOf(request);
      reply.header("set-cookie", await secondFactor.remove(holder, request.body.code));
      sessions.forgetPerson(holder.viewer.userId);
      return { set: false };
    },
  );
};
