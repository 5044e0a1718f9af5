import type { Reader } from "../../db/client.ts";
import { notFound } from "../errors.ts";
import type { ResourceList, ResourceQuery } from "./contract.ts";

export const searchResources = async (
  _reader: Reader,
  _query: ResourceQuery,
): Promise<ResourceList> => {
  throw notFound();
};
