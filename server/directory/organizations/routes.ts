import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import type { Database } from "../../../db/client.ts";
import { authorizeAdministration } from "../../access/authorize.ts";
import { Uuid, problems } from "../../contract.ts";
import {
  Organization,
  OrganizationInput,
  OrganizationList,
  OrganizationQuery,
} from "./contract.ts";
import { addOrganization, changeOrganization, listOrganizations } from "./keep-organizations.ts";

const config = { access: { roles: ["administrator"] } } as const;
const tags = ["people"];

export const organizationRoutes: FastifyPluginAsyncTypebox<{ database: Database }> = async (
  app,
  { database },
) => {
  app.get(
    "/organizations",
    {
      config,
      schema: {
        operationId: "listOrganizations",
        summary: "Organizations by name",
        tags,
        querystring: OrganizationQuery,
        response: { 200: OrganizationList },
      },
    },
    async (request) =>
      listOrganizations(
        database.read,
        await authorizeAdministration(database.read, request.viewer),
        request.query,
      ),
  );

  app.post(
    "/organizations",
    {
      config,
      schema: {
        operationId: "addOrganization",
        summary: "Add an organization",
        tags,
        body: OrganizationInput,
        response: { 200: Organization, ...problems(409) },
      },
    },
    async (request) =>
      addOrganization(
        database,
        await authorizeAdministration(database.read, request.viewer),
        request.body,
      ),
  );

  app.put(
    "/organizations/:id",
    {
      config,
      schema: {
        operationId: "changeOrganization",
        summary: "Change an organization's name and address on the web",
        tags,
        params: Type.Object({ id: Uuid }),
        body: OrganizationInput,
        response: { 200: Organization, ...problems(404, 409) },
      },
    },
    async (request) =>
      changeOrganization(
        database,
        await authorizeAdministration(database.read, request.viewer),
        request.params.id,
        request.body,
      ),
  );
};
