import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import type { Database } from "../../db/client.ts";
import { readEither, type Replica } from "../../db/replica.ts";
import { authorizeSight } from "../access/authorize.ts";
import { Uuid, problems } from "../contract.ts";
import type { SearchEngine } from "../search/engine.ts";
import {
  CountyList,
  Program,
  ProgramList,
  ProgramQuery,
  ResourceList,
  ResourceQuery,
} from "./contract.ts";
import { openListings } from "./current-listings.ts";
import { listCounties } from "./places.ts";
import { readProgram } from "./read-program.ts";
import { searchPrograms } from "./search-programs.ts";
import { searchResources } from "./search-resources.ts";

export interface DirectoryDependencies {
  database: Database;
  /** Reads resources too; left out: there is none. */
  replica?: Replica | undefined;
  engine: SearchEngine;
  clock: () => Date;
}

export const directoryRoutes: FastifyPluginAsyncTypebox<DirectoryDependencies> = async (
  app,
  { database, replica, engine, clock },
) => {
  const readListings = openListings(database.read, clock);
  const readResources = readEither(database.read, replica, "app");

  app.get(
    "/programs",
    {
      config: { access: "anyone" },
      schema: {
        operationId: "searchPrograms",
        summary: "Search the directory",
        tags: ["directory"],
        querystring: ProgramQuery,
        response: { 200: ProgramList, ...problems(400, 429) },
      },
    },
    (request) => searchPrograms(readListings, engine, request.viewer, request.query, clock()),
  );

  app.get(
    "/programs/:id",
    {
      config: { access: "anyone" },
      schema: {
        operationId: "readProgram",
        summary: "Read one program, as far as the viewer may know it",
        tags: ["directory"],
        params: Type.Object({ id: Uuid }),
        response: { 200: Program, ...problems(400, 404, 429) },
      },
    },
    async (request) => {
      const program = await authorizeSight(database.read, request.viewer, request.params.id);
      return readProgram(database.read, program, clock());
    },
  );

  app.get(
    "/resources",
    {
      config: { access: "anyone" },
      schema: {
        operationId: "searchResources",
        summary: "Search trainings, tools, publications and agencies",
        tags: ["directory"],
        querystring: ResourceQuery,
        response: { 200: ResourceList, ...problems(400, 429) },
      },
    },
    (request) => searchResources(readResources, request.query),
  );

  app.get(
    "/counties",
    {
      config: { access: "anyone" },
      schema: {
        operationId: "listCounties",
        summary: "List all counties by FIPS code",
        tags: ["directory"],
        response: { 200: CountyList, ...problems(429) },
      },
    },
    async (_request, reply) => {
      reply.header("cache-control", "public, max-age=86400");
      return listCounties();
    },
  );
};
