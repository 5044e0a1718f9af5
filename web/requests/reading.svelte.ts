import { clock } from "../api/clock.svelte.ts";
import { live } from "../api/live.svelte.ts";

const refreshEvery = 60_000;
/** Milliseconds after an expiry at which the server says so, too. */
const grace = 400;

/**
 * An answer about holds that is kept in step with the server: read again when a hold changes, when
 * changes may have been missed, when the first hold expires, and every minute. The last answer
 * stays when the next one does not come.
 */
export class Reading<T> {
  readonly #read: (signal: AbortSignal) => Promise<T>;
  readonly #expiries: (value: T) => readonly string[];
  #shown = $state.raw<T>();
  #at = $state.raw<number>();
  #error = $state.raw<unknown>();
  #running: AbortController | undefined;
  #reading = Promise.resolve();
  /** How often reading was asked for. */
  #wanted = 0;
  #expiry = 0;

  constructor(
    read: (signal: AbortSignal) => Promise<T>,
    /** Moments at which what was read becomes another by the clock. */
    expiries: (value: T) => readonly string[],
  ) {
    this.#read = read;
    this.#expiries = expiries;
  }

  get shown(): T | undefined {
    return this.#shown;
  }
  /** When what is shown was read, in milliseconds. */
  get at(): number | undefined {
    return this.#at;
  }
  /** Why the newest question has no answer; what is shown is then an older one. */
  get error(): unknown {
    return this.#error;
  }

  /**
   * Reads, and again where this is asked for meanwhile: however fast changes come, each answer is
   * shown, and the last one was asked for after the last of them.
   */
  readonly readNow = (): Promise<void> => {
    this.#wanted += 1;
    const running = this.#running ?? new AbortController();
    this.#reading = this.#running ? this.#reading : this.#readOn(running);
    this.#running = running;
    return this.#reading;
  };

  /** What is asked for once more takes the place of a question that may never be answered. */
  #readAfresh(): void {
    this.#leave();
    void this.readNow();
  }

  #leave(): void {
    this.#running?.abort();
    this.#running = undefined;
  }

  async #readOn(mine: AbortController): Promise<void> {
    for (let wanted = 0; wanted !== this.#wanted;) {
      wanted = this.#wanted;
      try {
        const value = await this.#read(mine.signal);
        if (mine.signal.aborted) return;
        this.#shown = value;
        this.#at = clock.now;
        this.#error = undefined;
        this.#awaitExpiry(value);
      } catch (cause) {
        if (mine.signal.aborted) return;
        this.#error = cause;
      }
    }
    this.#running = undefined;
  }

  /** Shows nothing any more: what was read was for another viewer. */
  forget(): void {
    this.#leave();
    this.#shown = undefined;
    this.#at = undefined;
    this.#error = undefined;
  }

  /** Keeps reading until the answered function is called. */
  attend(): () => void {
    const again = () => void this.readNow();
    // After sleep, or without a network, the question under way may never be answered.
    const afresh = () => this.#readAfresh();
    const ifVisible = () => {
      if (!document.hidden) afresh();
    };
    again();
    const stops = [
      live.on("hold.changed", again),
      live.on("hello", afresh),
      live.on("resync", again),
    ];
    const timer = window.setInterval(ifVisible, refreshEvery);
    window.addEventListener("online", afresh);
    document.addEventListener("visibilitychange", ifVisible);
    return () => {
      for (const stop of stops) stop();
      window.clearInterval(timer);
      window.clearTimeout(this.#expiry);
      window.removeEventListener("online", afresh);
      document.removeEventListener("visibilitychange", ifVisible);
      this.#leave();
    };
  }

  #awaitExpiry(value: T): void {
    window.clearTimeout(this.#expiry);
    const ahead = this.#expiries(value)
      .map((moment) => Date.parse(moment) - clock.now)
      .filter((left) => left > 0);
    if (ahead.length === 0) return;
    this.#expiry = window.setTimeout(() => void this.readNow(), Math.min(...ahead) + grace);
  }
}
