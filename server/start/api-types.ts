import openapiTypes, { astToString, COMMENT_HEADER, type OpenAPI3 } from "openapi-typescript";
import { openDatabase } from "../../db/client.ts";
import { buildApp, type Dependencies } from "../app.ts";
import { readConfig } from "../config.ts";

/** The interface's OpenAPI document; nothing behind the routes is opened for it. */
export const describeInterface = async (): Promise<unknown> => {
  const config = { ...readConfig({}), logLevel: "silent", authSecret: "signs nothing".repeat(3) };
  // The driver connects on its first query, and no route is called.
  const database = openDatabase("postgres://nobody@127.0.0.1:1/nothing");
  const unopened = { hub: { disconnectAll: () => undefined } } as Pick<
    Dependencies,
    "catalogue" | "engine" | "hub"
  >;
  const app = await buildApp({ ...unopened, config, database, clock: () => new Date() });
  try {
    await app.ready();
    return app.swagger();
  } finally {
    await app.close();
    await database.close();
  }
};

/** The web client's types, as the text of web/api/schema.ts. */
export const writeInterfaceTypes = async (): Promise<string> => {
  const types = await openapiTypes((await describeInterface()) as OpenAPI3, {
    enumValues: true,
    rootTypes: true,
    rootTypesNoSchemaPrefix: true,
  });
  return COMMENT_HEADER + astToString(types);
};
