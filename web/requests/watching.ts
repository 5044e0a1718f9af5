import { api } from "../api/client.ts";
import { answered, Refused } from "../api/problem.ts";
import type { Need, Watch, WatchList } from "../api/schema.ts";
import { m } from "../paraglide/messages.js";

export const beginWatch = (need: Need): Promise<Watch> =>
  answered(api.POST("/api/watches", { body: { need } }));

export const listWatches = (signal?: AbortSignal): Promise<WatchList> =>
  answered(api.GET("/api/watches", signal ? { signal } : {}));

export const endWatch = (id: string): Promise<{ id: string }> =>
  answered(api.DELETE("/api/watches/{id}", { params: { path: { id } } }));

/** Why a watch was not begun or ended, in words. */
export const watchTrouble = (error: unknown): string =>
  error instanceof Refused && error.problem.state === "full" ? m.watch_full() : m.watch_failed();
