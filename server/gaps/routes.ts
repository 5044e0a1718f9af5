import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import type { FastifyReply, FastifyRequest } from "fastify";
import { Type } from "typebox";
import type { Database } from "../../db/client.ts";
import type { Viewer } from "../access/viewer.ts";
import type { Config } from "../config.ts";
import { Uuid, problems } from "../contract.ts";
import { authorizeAnalysis, type Analyst } from "./analysts/authorize-analysis.ts";
import {
  CoverageAnswer,
  CoverageQuery,
  ServicesAnswer,
  ServicesQuery,
} from "./coverage/contract.ts";
import { EncodedAnswers } from "./coverage/encoded-answers.ts";
import type { CoverageKeeper } from "./coverage/keep-coverage.ts";
import { profileVersion, readCoverage, readServices } from "./coverage/read-coverage.ts";
import { DemandAnswer, DemandQuery } from "./demand/contract.ts";
import { lastYearVersion, readDemand } from "./demand/read-demand.ts";
import { exportRoutes } from "./exports/routes.ts";
import { InventoryAnswer, InventoryQuery } from "./inventory/contract.ts";
import type { Catalogue } from "../matching/catalogue.ts";
import { InventoryReader, readInventory } from "./inventory/read-inventory.ts";
import { populationRoutes } from "./population/routes.ts";
import { Profile, ProfileInput, ProfileList } from "./profiles/contract.ts";
import { GapProgramList, GapProgramQuery } from "./programs/contract.ts";
import { listPrograms } from "./programs/list-programs.ts";
import {
  addProfile,
  changeProfile,
  listProfiles,
  removeProfile,
} from "./profiles/keep-profiles.ts";
import { UnmetAnswer, UnmetQuery } from "./unmet/contract.ts";
import { readUnmet } from "./unmet/read-unmet.ts";
import { answerWhatIf } from "./what-if/answer-what-if.ts";
import { WhatIf, WhatIfAnswer } from "./what-if/contract.ts";

export interface GapDependencies {
  database: Database;
  clock: () => Date;
  catalogue: Catalogue;
  coverage: CoverageKeeper;
  config: Config;
}

const tags = ["gaps"];
const config = { access: { roles: ["analyst"] } } as const;
const params = Type.Object({ id: Uuid });

export const gapRoutes: FastifyPluginAsyncTypebox<GapDependencies> = async (
  app,
  { database, clock, catalogue, coverage, config: settings },
) => {
  const encoded = new EncodedAnswers();
  const inventory = new InventoryReader(database);
  await app.register(exportRoutes, { database, clock, config: settings, coverage, inventory });
  await app.register(populationRoutes, { database });
  const analystOf = ({ viewer }: { viewer: Viewer }) => authorizeAnalysis(database.read, viewer);

  /** Answers what follows from the newest table, read and encoded once for all who are told the same. */
  const answerOnce = async <Answer extends Record<string, unknown>>(
    { headers }: FastifyRequest,
    reply: FastifyReply,
    { analyst, query, version }: { analyst: Analyst; query: CoverageQuery; version: string },
    read: () => Promise<Answer>,
  ): Promise<Answer> => {
    const table = await coverage.current();
    const encode = async () => String(reply.serializeInput(await read(), "200"));
    const { json, brotli } = await encoded.of(table, analyst, query, version, encode);
    void reply.type("application/json; charset=utf-8").header("vary", "accept-encoding");
    const isBrotli = /\bbr\b/.test(headers["accept-encoding"] ?? "");
    if (isBrotli) void reply.header("content-encoding", "br");
    const body: unknown = isBrotli ? brotli : json;
    return body as Answer;
  };

  app.get(
    "/gaps/coverage",
    {
      config,
      schema: {
        operationId: "readCoverage",
        summary: "What each county has for whom, worked out at most a minute ago",
        description:
          "Judged by the rules of matching, for a child from each county's centre. Programs, distances and night intake are told of the whole country, bed figures of the analyst's own regions.",
        tags,
        querystring: CoverageQuery,
        response: { 200: CoverageAnswer, ...problems(400, 401, 403, 404, 429) },
      },
    },
    async (request, reply) => {
      const { query } = request;
      const analyst = await analystOf(request);
      const version = await profileVersion(database.read, analyst, query.profile);
      return answerOnce(request, reply, { analyst, query, version }, () =>
        readCoverage(database.read, coverage, analyst, query),
      );
    },
  );

  app.get(
    "/gaps/services",
    {
      config,
      schema: {
        operationId: "readServices",
        summary: "For each county the nearest service of each kind",
        tags,
        querystring: ServicesQuery,
        response: { 200: ServicesAnswer, ...problems(400, 401, 403, 429) },
      },
    },
    async (request, reply) => {
      const { query } = request;
      const analyst = await analystOf(request);
      return answerOnce(request, reply, { analyst, query, version: "services" }, () =>
        readServices(coverage, query),
      );
    },
  );

  app.get(
    "/gaps/programs",
    {
      config,
      schema: {
        operationId: "listGapPrograms",
        summary: "Programs with beds on the map of gaps, each no finer than analysts may know it",
        tags,
        querystring: GapProgramQuery,
        response: { 200: GapProgramList, ...problems(400, 401, 403, 429) },
      },
    },
    async (request) => listPrograms(catalogue, await analystOf(request), request.query),
  );

  app.get(
    "/gaps/unmet",
    {
      config,
      schema: {
        operationId: "readUnmet",
        summary: "For each county what stands in the way of a bed, and what would help",
        tags,
        querystring: UnmetQuery,
        response: { 200: UnmetAnswer, ...problems(400, 401, 403, 429) },
      },
    },
    async (request, reply) => {
      const { query } = request;
      const analyst = await analystOf(request);
      const now = clock();
      const [months, own] = await Promise.all([
        lastYearVersion(database, now),
        profileVersion(database.read, analyst, undefined),
      ]);
      const version = `unmet ${months} ${own}`;
      return answerOnce(request, reply, { analyst, query, version }, () =>
        readUnmet(database, coverage, analyst, query, now),
      );
    },
  );

  app.get(
    "/gaps/inventory",
    {
      config,
      schema: {
        operationId: "readInventory",
        summary: "Programs and beds as they stood on a day",
        tags,
        querystring: InventoryQuery,
        response: { 200: InventoryAnswer, ...problems(400, 401, 403, 429) },
      },
    },
    async (request) => readInventory(inventory, await analystOf(request), request.query, clock()),
  );

  app.get(
    "/gaps/demand",
    {
      config,
      schema: {
        operationId: "readDemand",
        summary: "What was searched and asked for, by month and county; small figures are withheld",
        description:
          "A month's figures are published once, two days after its end. A county with fewer than five is not listed; the others of its state are told together where that tells none of them. Any part that is small is withheld, and what would tell it by subtraction.",
        tags,
        querystring: DemandQuery,
        response: { 200: DemandAnswer, ...problems(400, 401, 403, 429) },
      },
    },
    async (request) => readDemand(database, await analystOf(request), request.query, clock()),
  );

  app.post(
    "/gaps/what-if",
    {
      config,
      schema: {
        operationId: "imagineProgram",
        summary: "What coverage would be with one program more; nothing is kept",
        tags,
        body: WhatIf,
        response: { 200: WhatIfAnswer, ...problems(400, 401, 403, 429) },
      },
    },
    async (request) =>
      answerWhatIf(database.read, coverage, await analystOf(request), request.body),
  );

  app.get(
    "/gaps/profiles",
    {
      config,
      schema: {
        operationId: "listProfiles",
        summary: "For whom gaps are told: the profiles of everybody and one's own",
        tags,
        response: { 200: ProfileList, ...problems(401, 403, 429) },
      },
    },
    async (request) => listProfiles(database.read, await analystOf(request)),
  );

  app.post(
    "/gaps/profiles",
    {
      config,
      schema: {
        operationId: "addProfile",
        summary: "Keep a profile of one's own",
        tags,
        body: ProfileInput,
        response: { 200: Profile, ...problems(400, 401, 403, 409, 429) },
      },
    },
    async (request) => addProfile(database, await analystOf(request), request.body, clock()),
  );

  app.put(
    "/gaps/profiles/:id",
    {
      config,
      schema: {
        operationId: "changeProfile",
        summary: "Change a profile of one's own",
        tags,
        params,
        body: ProfileInput,
        response: { 200: Profile, ...problems(400, 401, 403, 404, 429) },
      },
    },
    async (request) =>
      changeProfile(database, await analystOf(request), request.params.id, request.body, clock()),
  );

  app.delete(
    "/gaps/profiles/:id",
    {
      config,
      schema: {
        operationId: "removeProfile",
        summary: "Remove a profile of one's own",
        tags,
        params,
        response: { 200: ProfileList, ...problems(400, 401, 403, 404, 429) },
      },
    },
    async (request) => removeProfile(database, await analystOf(request), request.params.id),
  );
};
