import type { ServerResponse } from "node:http";
import { retryFrame } from "./frames.ts";

/** A reader that is this far behind is dropped; it reads anew when it connects again. */
export const slowestBytes = 64 * 1024;

/** How long a reader may take for what was sent before its stream was closed. */
const farewellMs = 1000;

/** One reader's open stream of server-sent events. */
export interface Stream {
  /** Sends a frame, or drops the reader when it has fallen too far behind. */
  send(frame: string): void;
  /** Ends the stream after what was sent. */
  close(): void;
  /** Calls `listener` once, when the stream has ended for whatever reason. */
  onClose(listener: () => void): void;
}

/** Begins an endless answer on `response`, whose headers so far are kept. */
export const openStream = (response: ServerResponse): Stream => {
  response.writeHead(200, {
    "content-type": "text/event-stream; charset=utf-8",
    "cache-control": "no-cache, no-store, no-transform",
    // Proxies in front must pass each event on at once.
    "x-accel-buffering": "no",
    // The connection ends with the stream, so that a server that stops need not wait for it.
    connection: "close",
  });
  response.write(retryFrame);
  return {
    send: (frame) => {
      if (response.writableEnded || response.destroyed) return;
      if (response.writableLength + frame.length > slowestBytes) response.destroy();
      else response.write(frame);
    },
    close: () => {
      response.end();
      setTimeout(() => response.destroy(), farewellMs).unref();
    },
    onClose: (listener) => void response.once("close", listener),
  };
};
