import openapiTypes, { astToString, COMMENT_HEADER, type OpenAPI3 } from "openapi-typescript";
import { withUnopenedApp } from "./unopened-app.ts";

/** The interface's OpenAPI document; nothing behind the routes is opened for it. */
export const describeInterface = (): Promise<unknown> => withUnopenedApp((app) => app.swagger());

/** The web client's types, as the text of web/api/schema.ts. */
export const writeInterfaceTypes = async (): Promise<string> => {
  const types = await openapiTypes((await describeInterface()) as OpenAPI3, {
    enumValues: true,
    rootTypes: true,
    rootTypesNoSchemaPrefix: true,
  });
  return COMMENT_HEADER + astToString(types);
};
