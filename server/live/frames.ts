import type { Beat, FeedMoment, Hello, HoldChanged, ProgramChanged, Replaced } from "./contract.ts";

/** What a stream may carry, by event name. */
export interface LiveEvents {
  hello: Hello;
  beat: Beat;
  "program.changed": ProgramChanged;
  "hold.changed": HoldChanged;
  /** Changes may have been missed; ask again for what is on the screen. */
  resync: FeedMoment;
  replaced: Replaced;
}

/** How long a client waits before it connects again. */
export const retryMs = 3000;

/** One server-sent event; JSON has no line breaks, so that one `data` line holds it. */
export const eventFrame = <E extends keyof LiveEvents>(
  event: E,
  data: LiveEvents[E],
  id?: number,
): string =>
  `event: ${event}\n${id === undefined ? "" : `id: ${id}\n`}data: ${JSON.stringify(data)}\n\n`;

export const retryFrame = `retry: ${retryMs}\n\n`;

/** Shows proxies and clients that the stream is alive; no comment, which pages cannot hear. */
export const beatFrame = eventFrame("beat", {});
