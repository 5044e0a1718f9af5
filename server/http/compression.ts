import fastifyCompress from "@fastify/compress";
import type { FastifyInstance } from "fastify";
import { constants } from "node:zlib";

/** Below this many bytes an answer fits into one packet as it is. */
const threshold = 1400;

/**
 * Compresses answers for those who accept it: a page of matches shrinks to a tenth, which a phone on
 * a slow network waits for. Quick settings, since the server has more to do than to squeeze.
 */
export const compressAnswers = async (app: FastifyInstance): Promise<void> => {
  await app.register(fastifyCompress, {
    threshold,
    encodings: ["br", "gzip"],
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } },
    zlibOptions: { level: 5 },
  });
};
