import { api } from "../api/client.ts";
import { answered } from "../api/problem.ts";
import type { IncomingRequest } from "../api/schema.ts";
import { isOpen } from "../requests/hold-words.ts";
import { Reading } from "../requests/reading.svelte.ts";

let programIds: readonly string[] = [];

const most = 100;

const ofProgram = async (id: string, signal: AbortSignal): Promise<IncomingRequest[]> => {
  const params = { path: { id }, query: { open: true, limit: most } };
  const { items } = await answered(api.GET("/api/programs/{id}/requests", { params, signal }));
  return items;
};

/** Who has waited longest comes first; what was promised comes after what waits. */
const byUrgency = (one: IncomingRequest, other: IncomingRequest) =>
  Number(one.hold.state !== "waiting") - Number(other.hold.state !== "waiting") ||
  Date.parse(one.hold.expires_at) - Date.parse(other.hold.expires_at) ||
  one.hold.id.localeCompare(other.hold.id);

const reading = new Reading<IncomingRequest[]>(
  async (signal) => {
    const all = await Promise.all(programIds.map((id) => ofProgram(id, signal)));
    return all.flat().sort(byUrgency);
  },
  (items) => items.map(({ hold }) => hold.expires_at),
);

/** Requests to the programs of whoever is signed in, on whatever screen that is; reactive. */
export const incoming = {
  get items(): readonly IncomingRequest[] {
    return (reading.shown ?? []).filter(({ hold }) => isOpen(hold));
  },
  /** How many wait for an answer. */
  get waiting(): number {
    return incoming.items.filter(({ hold }) => hold.state === "waiting").length;
  },
  get error(): unknown {
    return reading.error;
  },
  readNow: reading.readNow,
  /** Keeps reading for these programs until the answered function is called. */
  follow(ids: readonly string[]): () => void {
    programIds = ids;
    const stop = reading.attend();
    return () => {
      programIds = [];
      stop();
      reading.forget();
    };
  },
};
