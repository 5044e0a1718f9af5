import type { Beds } from "./schema.ts";

interface Moment {
  as_of: string;
}

export interface ProgramChanged {
  program_id: string;
  beds: Beds | null;
}

export interface HoldChanged {
  hold_id: string;
}

interface LiveEvents {
  /** From this moment on changes are told; what was read before may be behind. */
  hello: Moment;
  "program.changed": ProgramChanged;
  /** A hold that this viewer asked for, or may answer, has moved. */
  "hold.changed": HoldChanged;
  /** Changes may have been missed: ask again for what is on the screen. */
  resync: undefined;
}
type Listener<E extends keyof LiveEvents> = (event: LiveEvents[E]) => void;

const retryAfter = { least: 1000, most: 30_000 };
const sleepGap = 20_000;
const patience = 4000;

const listeners = {
  hello: new Set<Listener<"hello">>(),
  "program.changed": new Set<Listener<"program.changed">>(),
  "hold.changed": new Set<Listener<"hold.changed">>(),
  resync: new Set<Listener<"resync">>(),
};

let state = $state<"off" | "live" | "away">("off");
let source: EventSource | undefined;
let retry = 0;
let wait: number = retryAfter.least;
let interrupted = false;
let heartbeat = 0;
let leaving = 0;

const tell = <E extends keyof LiveEvents>(name: E, event: LiveEvents[E]) => {
  for (const listener of listeners[name] as Set<Listener<E>>) listener(event);
};

const leave = () => {
  state = "away";
  interrupted = true;
};

/** A stream that is back within moments was never away for the person who reads. */
const leaveSoon = () => {
  interrupted = true;
  if (leaving === 0) leaving = window.setTimeout(leave, patience);
};

const arrive = () => {
  window.clearTimeout(leaving);
  leaving = 0;
  state = "live";
};

const connect = () => {
  window.clearTimeout(retry);
  source?.close();
  const opened = new EventSource("/api/live");
  source = opened;
  opened.addEventListener("open", () => {
    arrive();
    wait = retryAfter.least;
    if (interrupted) tell("resync", undefined);
    interrupted = false;
  });
  opened.addEventListener("error", () => {
    leaveSoon();
    // The browser retries by itself until the server refuses; then it is for us to try again.
    if (opened.readyState !== EventSource.CLOSED) return;
    retry = window.setTimeout(connect, wait);
    wait = Math.min(wait * 2, retryAfter.most);
  });
  opened.addEventListener("hello", (event: MessageEvent<string>) => {
    tell("hello", JSON.parse(event.data) as Moment);
  });
  opened.addEventListener("resync", () => tell("resync", undefined));
  // Newer tabs of this session took the stream over; this one asks again when it is looked at.
  opened.addEventListener("replaced", () => {
    opened.close();
    leave();
  });
  opened.addEventListener("program.changed", (event: MessageEvent<string>) => {
    tell("program.changed", JSON.parse(event.data) as ProgramChanged);
  });
  opened.addEventListener("hold.changed", (event: MessageEvent<string>) => {
    tell("hold.changed", JSON.parse(event.data) as HoldChanged);
  });
};

const reconnect = () => {
  interrupted = true;
  connect();
};

let beat = 0;
/** A timer that comes much too late means that the device slept and the stream may be dead. */
const watchForSleep = () => {
  if (document.hidden) return;
  const now = Date.now();
  if (now - beat > sleepGap) reconnect();
  beat = now;
};

/** Follows what changes on the server while somebody is signed in. */
export const live = {
  /** `away`: the figures on the screen may be behind; reactive. */
  get state() {
    return state;
  },
  /** Opens the stream; answers how to close it. */
  follow(): () => void {
    connect();
    beat = Date.now();
    heartbeat = window.setInterval(watchForSleep, 5000);
    window.addEventListener("online", reconnect);
    window.addEventListener("offline", leave);
    document.addEventListener("visibilitychange", watchForSleep);
    return () => {
      window.clearTimeout(retry);
      window.clearInterval(heartbeat);
      window.removeEventListener("online", reconnect);
      window.removeEventListener("offline", leave);
      document.removeEventListener("visibilitychange", watchForSleep);
      source?.close();
      source = undefined;
      window.clearTimeout(leaving);
      leaving = 0;
      state = "off";
    };
  },
  /** Calls `listener` at each event until the answered function is called. */
  on<E extends keyof LiveEvents>(name: E, listener: Listener<E>): () => void {
    const all = listeners[name] as Set<Listener<E>>;
    all.add(listener);
    return () => all.delete(listener);
  },
};
