import type { Beds } from "./schema.ts";

interface Moment {
  as_of: string;
}

interface Hello extends Moment {
  beat_ms: number;
}

export interface ProgramChanged extends Moment {
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
  resync: Moment;
}
/** What comes on the stream, by name. */
interface StreamEvents extends LiveEvents {
  hello: Hello;
  /** The stream is alive. */
  beat: unknown;
  /** Newer tabs of this session took the stream over. */
  replaced: unknown;
}
type Listener<E extends keyof LiveEvents> = (event: LiveEvents[E]) => void;

const retryAfter = { least: 1000, most: 30_000 };
const lookEvery = 5000;
const sleepGap = 20_000;
const patience = 4000;
/** A stream that missed this many beats is dead, whatever its connection says. */
const beatsMissed = 2.5;

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
let looking = 0;
let leaving = 0;
/** When the stream last showed that it is alive, or was opened. */
let heard = 0;
let beatMs = 15_000;
let told = 0;

const tell = <E extends keyof LiveEvents>(name: E, event: LiveEvents[E]) => {
  for (const listener of listeners[name] as Set<Listener<E>>) listener(event);
};

const leave = () => (state = "away");

/** A stream that is back within moments was never away for the person who reads. */
const leaveSoon = () => {
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
  heard = Date.now();
  const on = <E extends keyof StreamEvents>(name: E, act: (data: StreamEvents[E]) => void) => {
    opened.addEventListener(name, (event: MessageEvent<string>) => {
      heard = Date.now();
      act(JSON.parse(event.data) as StreamEvents[E]);
    });
  };
  opened.addEventListener("error", () => {
    leaveSoon();
    // The browser retries by itself until the server refuses; then it is for us to try again.
    if (opened.readyState !== EventSource.CLOSED) return;
    retry = window.setTimeout(connect, wait);
    wait = Math.min(wait * 2, retryAfter.most);
  });
  on("hello", (hello) => {
    arrive();
    wait = retryAfter.least;
    beatMs = hello.beat_ms;
    told = Date.parse(hello.as_of);
    tell("hello", hello);
  });
  on("beat", () => undefined);
  on("resync", (moment) => {
    told = Date.parse(moment.as_of);
    tell("resync", moment);
  });
  on("program.changed", (change) => {
    told = Math.max(told, Date.parse(change.as_of));
    tell("program.changed", change);
  });
  on("hold.changed", (change) => tell("hold.changed", change));
  // This tab asks again when it is looked at.
  on("replaced", () => {
    opened.close();
    source = undefined;
    leave();
  });
};

let looked = 0;
/**
 * A look that comes much too late means that the device slept and the stream may be dead; one that
 * finds no sign of life since long, that it is.
 */
const look = () => {
  if (document.hidden) return;
  const now = Date.now();
  const slept = now - looked > sleepGap;
  const silent = source !== undefined && now - heard > beatMs * beatsMissed;
  if (silent) leave();
  if (slept || silent) connect();
  looked = now;
};

/** Follows what changes on the server while somebody is signed in. */
export const live = {
  /** `away`: the figures on the screen may be behind; reactive. */
  get state() {
    return state;
  },
  /** The newest moment of the server that was told of: an older answer may be without it. */
  get told() {
    return told;
  },
  /** Opens the stream; answers how to close it. */
  follow(): () => void {
    connect();
    looked = Date.now();
    looking = window.setInterval(look, lookEvery);
    window.addEventListener("online", connect);
    window.addEventListener("offline", leave);
    document.addEventListener("visibilitychange", look);
    return () => {
      window.clearTimeout(retry);
      window.clearInterval(looking);
      window.removeEventListener("online", connect);
      window.removeEventListener("offline", leave);
      document.removeEventListener("visibilitychange", look);
      source?.close();
      source = undefined;
      window.clearTimeout(leaving);
      leaving = 0;
      told = 0;
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
