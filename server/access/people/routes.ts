import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import type { Database } from "../../../db/client.ts";
import type { Config } from "../../config.ts";
import { problems } from "../../contract.ts";
import type { Mailer } from "../../notify/mailer.ts";
import { authorizeAdministration, authorizePerson } from "../authorize.ts";
import type { SessionReader } from "../read-session.ts";
import { changePerson } from "./change-person.ts";
import { closeAccount, removeLostFactor, reopenAccount } from "./close-account.ts";
import {
  Invitation,
  Membership,
  PeopleQuery,
  Person,
  PersonId,
  PersonList,
  RegionList,
} from "./contract.ts";
import { inviteAgain, invitePerson } from "./invite-person.ts";
import { listPeople, listRegions } from "./list-people.ts";

export interface PeopleDependencies {
  database: Database;
  config: Config;
  clock: () => Date;
  sessions: SessionReader;
  mail?: Mailer | undefined;
}

const params = Type.Object({ id: PersonId });
const answers = { 200: Person, ...problems(400, 401, 403, 404, 409) };
const tags = ["people"];

export const peopleRoutes: FastifyPluginAsyncTypebox<PeopleDependencies> = async (
  app,
  { database, config, clock, sessions, mail },
) => {
  const inviting = () => ({ now: clock(), mail, publicUrl: config.publicUrl });

  app.get(
    "/people",
    {
      config: { access: { roles: ["administrator", "provider"] } },
      schema: {
        operationId: "listPeople",
        summary: "People by name",
        description: "All of them to an administrator; to a program's lead, its staff.",
        tags,
        querystring: PeopleQuery,
        response: { 200: PersonList },
      },
    },
    async (request) =>
      listPeople(
        database.read,
        await authorizeAdministration(database.read, request.viewer),
        request.query,
      ),
  );

  app.post(
    "/people",
    {
      config: { access: { roles: ["administrator", "provider"] } },
      schema: {
        operationId: "invitePerson",
        summary: "Invite a person",
        description:
          "Signing in with a code that comes to the e-mail accepts. A program's lead invites its staff.",
        tags,
        body: Invitation,
        response: answers,
      },
    },
    async (request) =>
      invitePerson(
        database,
        await authorizeAdministration(database.read, request.viewer),
        request.body,
        inviting(),
      ),
  );

  app.put(
    "/people/:id",
    {
      config: { access: { roles: ["administrator"] } },
      schema: {
        operationId: "changePerson",
        summary: "Change what a person is here",
        description: "A change of role ends all their sessions.",
        tags,
        params,
        body: Membership,
        response: answers,
      },
    },
    async (request) => {
      const person = await authorizePerson(database.read, request.viewer, request.params.id);
      const changed = await changePerson(database, person, request.body, clock());
      if (changed.role !== person.person.role) sessions.forgetPerson(changed.id);
      return changed;
    },
  );

  app.post(
    "/people/:id/invitation",
    {
      config: { access: { roles: ["administrator", "provider"] } },
      schema: {
        operationId: "invitePersonAgain",
        summary: "Invite anew who has not come yet",
        tags,
        params,
        response: answers,
      },
    },
    async (request) =>
      inviteAgain(
        database,
        await authorizePerson(database.read, request.viewer, request.params.id),
        inviting(),
      ),
  );

  app.post(
    "/people/:id/close",
    {
      config: { access: { roles: ["administrator", "provider"] } },
      schema: {
        operationId: "closeAccount",
        summary: "Close an account and end its sessions",
        tags,
        params,
        response: answers,
      },
    },
    async (request) => {
      const person = await authorizePerson(database.read, request.viewer, request.params.id);
      const closed = await closeAccount(database, person, clock());
      sessions.forgetPerson(closed.id);
      return closed;
    },
  );

  app.post(
    "/people/:id/reopen",
    {
      config: { access: { roles: ["administrator", "provider"] } },
      schema: {
        operationId: "reopenAccount",
        summary: "Open a closed account again",
        tags,
        params,
        response: answers,
      },
    },
    async (request) =>
      reopenAccount(
        database,
        await authorizePerson(database.read, request.viewer, request.params.id),
        clock(),
      ),
  );

  app.post(
    "/people/:id/remove-second-factor",
    {
      config: { access: { roles: ["administrator"] } },
      schema: {
        operationId: "removeLostFactor",
        summary: "Take a lost authenticator app away and end all sessions",
        tags,
        params,
        response: answers,
      },
    },
    async (request) => {
      const person = await authorizePerson(database.read, request.viewer, request.params.id);
      const changed = await removeLostFactor(database, person, clock());
      sessions.forgetPerson(changed.id);
      return changed;
    },
  );

  app.get(
    "/regions",
    {
      config: { access: { roles: ["administrator"] } },
      schema: {
        operationId: "listRegions",
        summary: "Regions that analysts look at",
        tags,
        response: { 200: RegionList },
      },
    },
    async (request) =>
      listRegions(database.read, await authorizeAdministration(database.read, request.viewer)),
  );
};
