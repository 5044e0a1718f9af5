import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import type { Database } from "../../../db/client.ts";
import { authorizeStaff } from "../../access/authorize-placements.ts";
import { BedReportAnswer } from "../../availability/contract.ts";
import type { Config } from "../../config.ts";
import { problems, Uuid } from "../../contract.ts";
import {
  ConfirmLink,
  ConfirmLinkList,
  LinkInput,
  LinkReport,
  LinkToken,
  OpenedLink,
} from "./contract.ts";
import { listLinks, revokeLink, sendLink } from "./keep-links.ts";
import { openLink } from "./open-link.ts";
import { reportByLink } from "./report-by-link.ts";
import type { LinkSender } from "./send-link.ts";

export interface LinkDependencies {
  config: Config;
  database: Database;
  clock: () => Date;
  links: LinkSender;
}

const access = { roles: ["provider"] } as const;
const tags = ["channels"];

/** Confirm links: what their page asks without a session, and how staff send and withdraw them. */
export const linkRoutes: FastifyPluginAsyncTypebox<LinkDependencies> = async (
  app,
  { config, database, clock, links },
) => {
  const checks = () => ({
    secret: config.authSecret ?? "",
    dataset: config.dataset,
    now: clock(),
  });

  app.post(
    "/confirm-links/open",
    {
      config: { access: "anyone" },
      schema: {
        operationId: "openConfirmLink",
        summary: "The counts behind a confirm link",
        description:
          "Opening uses nothing up, so that a program that reads mail ahead harms nobody.",
        tags,
        body: LinkToken,
        response: { 200: OpenedLink, ...problems(400, 404, 409, 410, 429) },
      },
    },
    ({ body }) => openLink(database.read, body.token, checks()),
  );

  app.post(
    "/confirm-links/report",
    {
      config: { access: "anyone" },
      schema: {
        operationId: "reportByLink",
        summary: "State counts by a confirm link, each action once",
        tags,
        body: LinkReport,
        response: { 200: BedReportAnswer, ...problems(400, 404, 409, 410, 412, 429) },
      },
    },
    ({ body }) => reportByLink(database, body, checks()),
  );

  app.get(
    "/programs/:id/confirm-links",
    {
      config: { access },
      schema: {
        operationId: "listConfirmLinks",
        summary: "Confirm links of a program that still run",
        tags,
        params: Type.Object({ id: Uuid }),
        response: { 200: ConfirmLinkList, ...problems(400, 401, 403, 404, 429) },
      },
    },
    ({ viewer, params }) => listLinks(database.read, authorizeStaff(viewer, params.id), clock()),
  );

  app.post(
    "/programs/:id/confirm-links",
    {
      config: { access },
      schema: {
        operationId: "sendConfirmLink",
        summary: "Send a confirm link to yourself or, as lead, to your staff",
        tags,
        params: Type.Object({ id: Uuid }),
        body: LinkInput,
        response: { 200: ConfirmLink, ...problems(400, 401, 403, 404, 429, 503) },
      },
    },
    ({ viewer, params, body }) =>
      sendLink(database, authorizeStaff(viewer, params.id), body, { sender: links, now: clock() }),
  );

  app.post(
    "/confirm-links/:id/revoke",
    {
      config: { access },
      schema: {
        operationId: "revokeConfirmLink",
        summary: "Withdraw a confirm link from this moment on",
        tags,
        params: Type.Object({ id: Uuid }),
        response: { 200: ConfirmLink, ...problems(400, 401, 403, 404, 429) },
      },
    },
    ({ viewer, params }) => revokeLink(database, viewer, params.id, clock()),
  );
};
