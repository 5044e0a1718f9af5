import { normalizeIP } from "@fastify/rate-limit";
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import type { Database } from "../../../db/client.ts";
import { problems, Uuid } from "../../contract.ts";
import { DomainError } from "../../errors.ts";
import { requireSignedIn } from "../authorize.ts";
import { SignedInAnswer } from "../contract.ts";
import { guardSignIn } from "../guard-sign-in.ts";
import type { TryCounter } from "../limit-tries.ts";
import type { SignIn } from "../sign-in.ts";
import {
  NewPasskey,
  Passkey,
  PasskeyAsked,
  PasskeyBegun,
  PasskeyChange,
  PasskeyList,
  PasskeyProof,
  PasskeyRemoved,
} from "./contract.ts";
import {
  addPasskey,
  changePasskey,
  listPasskeys,
  removePasskey,
  requireFreshSession,
} from "./keep-passkeys.ts";
import type { Passkeys } from "./open-passkeys.ts";

export interface PasskeyDependencies {
  database: Database;
  signIn: SignIn;
  tries: TryCounter;
}

const passkeysOf = ({ passkeys }: SignIn): Passkeys => {
  if (passkeys) return passkeys;
  throw new DomainError("conflict", "Passkeys need a public address with a name.");
};
const params = Type.Object({ id: Uuid });
const signedIn = { access: "signed-in" } as const;
const tags = ["account"];

/** Signing in with a passkey, and what everybody may do about their own. */
export const passkeyRoutes: FastifyPluginAsyncTypebox<PasskeyDependencies> = async (
  app,
  { database, signIn, tries },
) => {
  const guard = guardSignIn(tries);

  app.post(
    "/auth/passkey",
    {
      config: { access: "anyone" },
      schema: {
        operationId: "askForPasskey",
        summary: "What a passkey has to sign",
        description: "There only where the instance's public address has a name.",
        tags: ["access"],
        response: { 200: PasskeyAsked, ...problems(409) },
      },
    },
    async (request, reply) => {
      const passkeys = passkeysOf(signIn);
      await guard.askForPasskey(normalizeIP(request.ip));
      const { options, cookies } = await passkeys.ask();
      reply.header("set-cookie", cookies);
      return options;
    },
  );

  app.post(
    "/auth/sign-in/passkey",
    {
      config: { access: "anyone" },
      schema: {
        operationId: "signInWithPasskey",
        summary: "Sign in with a passkey",
        description: "Both factors at once: the device has verified its user.",
        tags: ["access"],
        body: PasskeyProof,
        response: { 200: SignedInAnswer, ...problems(401, 409) },
      },
    },
    async (request, reply) => {
      passkeysOf(signIn);
      const { ip: address, headers } = request;
      const device = { address, userAgent: headers["user-agent"], cookie: headers.cookie ?? "" };
      const { user, cookies } = await guard.passkey(normalizeIP(address), () =>
        signIn.withPasskey(request.body.credential, device),
      );
      reply.header("set-cookie", cookies);
      return { user };
    },
  );

  app.get(
    "/me/passkeys",
    {
      config: signedIn,
      schema: {
        operationId: "listPasskeys",
        summary: "The viewer's passkeys",
        tags,
        response: { 200: PasskeyList },
      },
    },
    (request) => listPasskeys(database.read, requireSignedIn(request.viewer)),
  );

  app.post(
    "/me/passkeys/begin",
    {
      config: signedIn,
      schema: {
        operationId: "beginPasskey",
        summary: "Begin to make a passkey",
        description: "Within a quarter of an hour of signing in.",
        tags,
        response: { 200: PasskeyBegun, ...problems(403, 409) },
      },
    },
    async (request, reply) => {
      const viewer = requireSignedIn(request.viewer);
      await requireFreshSession(database.read, viewer, request.sessionId ?? "");
      const { options, cookies } = await passkeysOf(signIn).beginMaking(viewer);
      reply.header("set-cookie", cookies);
      return options;
    },
  );

  app.post(
    "/me/passkeys",
    {
      config: signedIn,
      schema: {
        operationId: "addPasskey",
        summary: "Add the passkey that was made",
        tags,
        body: NewPasskey,
        response: { 200: Passkey, ...problems(401, 403, 409) },
      },
    },
    async (request) => {
      const viewer = requireSignedIn(request.viewer);
      const { name, credential } = request.body;
      await requireFreshSession(database.read, viewer, request.sessionId ?? "");
      const checked = await passkeysOf(signIn).check(credential, request.headers.cookie ?? "");
      return addPasskey(database, viewer, checked, name);
    },
  );

  app.put(
    "/me/passkeys/:id",
    {
      config: signedIn,
      schema: {
        operationId: "renamePasskey",
        summary: "Call a passkey otherwise",
        tags,
        params,
        body: PasskeyChange,
        response: { 200: Passkey, ...problems(404) },
      },
    },
    (request) => {
      const viewer = requireSignedIn(request.viewer);
      return changePasskey(database, viewer, request.params.id, request.body.name);
    },
  );

  app.delete(
    "/me/passkeys/:id",
    {
      config: signedIn,
      schema: {
        operationId: "removePasskey",
        summary: "Remove a passkey",
        tags,
        params,
        response: { 200: PasskeyRemoved, ...problems(404) },
      },
    },
    async (request) => {
      await removePasskey(database, requireSignedIn(request.viewer), request.params.id);
      return { removed: true as const };
    },
  );
};
