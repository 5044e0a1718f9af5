import { randomUUID } from "node:crypto";
import {
  openClient,
  type MeilisearchAddress,
} from "../../../server/search/meilisearch/open-client.ts";
import { layCable } from "../../support/cable.ts";
import { testSettings } from "../../support/config.ts";
import { inTestMeilisearch } from "../../support/in-test-meilisearch.ts";

/** A Meilisearch to which a test can do what operators and networks do. */
export interface TroubledMeilisearch extends MeilisearchAddress {
  stop(): Promise<void>;
  start(): Promise<void>;
  /** Takes every document out of an index. */
  empty(uid: string): Promise<void>;
  slow(): void;
  quick(): Promise<void>;
  refuseKey(): Promise<void>;
  takeKey(): Promise<void>;
  close(): Promise<void>;
}

const inTest = async (): Promise<TroubledMeilisearch> => {
  const server = await inTestMeilisearch();
  const { url, key, mood, store } = server;
  return {
    ...{ url, key },
    stop: () => server.stop(),
    start: () => server.start(),
    empty: async (uid) => store.indexes.get(uid)?.documents.clear(),
    slow: () => void (mood.slowMs = 3000),
    quick: async () => void (mood.slowMs = 0),
    refuseKey: async () => void (mood.key = "another key than before"),
    takeKey: async () => void (mood.key = key),
    close: () => server.close(),
  };
};

/** The real one behind a cable, with a key of the test's own that can be taken away and given back. */
const real = async (address: MeilisearchAddress): Promise<TroubledMeilisearch> => {
  const cable = await layCable(address.url);
  const master = openClient(address, 10_000);
  const uid = randomUUID();
  const give = () => master.createKey({ uid, actions: ["*"], indexes: ["*"], expiresAt: null });
  const { key } = await give();
  return {
    ...{ url: new URL(cable.url).origin, key },
    stop: () => cable.cut(),
    start: () => cable.mend(),
    empty: async (index) => {
      await master.index(index).deleteAllDocuments().waitTask();
    },
    slow: () => cable.block(),
    quick: () => cable.mend(),
    refuseKey: () => master.deleteKey(uid),
    takeKey: async () => {
      await give();
    },
    close: async () => {
      await cable.cut();
      await master.deleteKey(uid).catch(() => undefined);
    },
  };
};

/** Each Meilisearch of this run; says by name what it leaves out. */
export const troubledMeilisearches = (
  what: string,
): { name: string; open: () => Promise<TroubledMeilisearch> }[] => {
  const address = testSettings.meilisearch;
  if (!address) console.log(`Skipped: ${what} on a real Meilisearch (MEILI_URL names none).`);
  return [
    { name: "the in-test Meilisearch", open: inTest },
    ...(address ? [{ name: `the Meilisearch at ${address.url}`, open: () => real(address) }] : []),
  ];
};
