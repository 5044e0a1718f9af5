import type { FastifyReply, FastifyRequest } from "fastify";
import { notFound } from "../errors.ts";
import type { LiveHub } from "./hub.ts";

export const openStream = async (
  _hub: LiveHub,
  _request: FastifyRequest,
  _reply: FastifyReply,
): Promise<void> => {
  throw notFound();
};
