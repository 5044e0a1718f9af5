import { Meilisearch } from "meilisearch";

/** Where Meilisearch is and how long it may take. */
export interface MeilisearchAddress {
  readonly url: string;
  /** undefined: it takes none. */
  readonly key: string | undefined;
}

/** The client for searches or, with patience, for writing. */
export const openClient = ({ url, key }: MeilisearchAddress, timeoutMs: number): Meilisearch =>
  new Meilisearch({
    host: url,
    ...(key === undefined ? {} : { apiKey: key }),
    timeout: timeoutMs,
  });
