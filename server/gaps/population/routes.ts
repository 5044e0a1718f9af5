import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Readable } from "node:stream";
import { Type } from "typebox";
import type { Database } from "../../../db/client.ts";
import { authorizeAdministration } from "../../access/authorize.ts";
import { problems } from "../../contract.ts";
import { DomainError } from "../../errors.ts";
import { authorizeAnalysis } from "../analysts/authorize-analysis.ts";
import { PopulationAnswer, PopulationLoaded } from "./contract.ts";
import { loadPopulation, readPopulation } from "./keep-population.ts";
import { mostBytes } from "./read-census-file.ts";

const tags = ["gaps"];

export const populationRoutes: FastifyPluginAsyncTypebox<{ database: Database }> = async (
  app,
  { database },
) => {
  // Read line by line: the country's file is larger than any other body.
  app.addContentTypeParser("text/csv", (_request, payload, done) => done(null, payload));

  app.get(
    "/gaps/population",
    {
      config: { access: { roles: ["analyst"] } },
      schema: {
        operationId: "readPopulation",
        summary: "Youth by county, where it was loaded, with its year",
        tags,
        response: { 200: PopulationAnswer, ...problems(401, 403, 429) },
      },
    },
    async (request) => {
      await authorizeAnalysis(database.read, request.viewer);
      return readPopulation(database);
    },
  );

  app.post(
    "/gaps/population",
    {
      bodyLimit: mostBytes,
      config: { access: { roles: ["administrator"] } },
      schema: {
        operationId: "loadPopulation",
        summary: "Load youth by county from the Census file of county characteristics",
        description:
          "The file of the Annual County Resident Population Estimates by Age, Sex, Race, and Hispanic Origin (CC-EST, ALLDATA) as it comes, of 2020 or later. Lines of single counties are read: YEAR from 2 on, AGEGRP 3 (10 to 14) and 4 (15 to 19), TOT_POP.",
        tags,
        body: { content: { "text/csv": { schema: Type.Unsafe<unknown>({}) } } },
        response: { 200: PopulationLoaded, ...problems(400, 401, 403, 413, 415, 429) },
      },
    },
    async (request) => {
      const administration = await authorizeAdministration(database.read, request.viewer);
      const file: unknown = request.body;
      if (!(file instanceof Readable)) {
        throw new DomainError("unsupported_media_type", "Send the file as text/csv.");
      }
      return loadPopulation(database, administration, file);
    },
  );
};
