import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { sendBeat } from "../../db/change-feed.ts";
import type { Database } from "../../db/client.ts";

/** A sign of life, by the application's clock and by one that only goes forward. */
export interface Beat {
  readonly sentAt: Date;
  readonly moment: number;
}

export interface PulseListener {
  onFailure(error: unknown): void;
  /** Beats go out and none comes back: the feed may be dead without anybody having noticed. */
  onSilence(): void;
}

const silentBeats = 10;

const pause = async (ms: number, signal: AbortSignal): Promise<void> => {
  try {
    await wait(ms, undefined, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
};

/** Sends signs of life through the change feed and knows which came back. */
export class FeedPulse {
  readonly #database: Database;
  readonly #options: { clock: () => Date; beatMs: number };
  readonly #listener: PulseListener;
  readonly #sent = new Map<string, Beat>();
  /** Settles when the last beat was sent. */
  stopped: Promise<void> = Promise.resolve();

  constructor(
    database: Database,
    options: { clock: () => Date; beatMs: number },
    listener: PulseListener,
  ) {
    this.#database = database;
    this.#options = options;
    this.#listener = listener;
  }

  start(signal: AbortSignal): void {
    this.stopped = this.#run(signal);
  }

  /** The beat, if it is one of ours; those sent before it are not waited for any longer. */
  returned(id: string): Beat | undefined {
    const beat = this.#sent.get(id);
    if (!beat) return undefined;
    for (const sent of this.#sent.keys()) {
      this.#sent.delete(sent);
      if (sent === id) break;
    }
    return beat;
  }

  async #run(signal: AbortSignal): Promise<void> {
    const aborted = once(signal, "abort");
    while (!signal.aborted) {
      await Promise.race([this.#send(), aborted]);
      if (this.#sent.size >= silentBeats) {
        this.#sent.clear();
        this.#listener.onSilence();
      }
      await pause(this.#options.beatMs, signal);
    }
  }

  async #send(): Promise<void> {
    const id = randomUUID();
    this.#sent.set(id, { sentAt: this.#options.clock(), moment: performance.now() });
    try {
      await sendBeat(this.#database, id);
    } catch (error) {
      this.#sent.delete(id);
      this.#listener.onFailure(error);
    }
  }
}
