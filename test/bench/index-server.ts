import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { testSettings } from "../support/config.ts";
import { memoryOfListener, type Memory } from "./listener-memory.ts";

/** An index that can be written to, and whose it is. */
export interface IndexServer {
  readonly url: string;
  readonly key: string | undefined;
  /** For the table: what is measured on the tests' own server is our side alone. */
  readonly name: string;
  /** What its process holds now; undefined: it is not on this machine, or not what is measured. */
  readonly memory: () => Promise<Memory | undefined>;
  stop(): Promise<void>;
}

/** The Meilisearch that `MEILI_URL` names, or else the tests' own server in its place. */
export const openIndexServer = async (): Promise<IndexServer> => {
  const { meilisearch } = testSettings;
  if (meilisearch) {
    return {
      ...{ ...meilisearch, name: "Meilisearch's index" },
      memory: await memoryOfListener(new URL(meilisearch.url)),
      stop: () => Promise.resolve(),
    };
  }
  const child = fork(fileURLToPath(new URL("./in-test-index-server.ts", import.meta.url)));
  const [address] = (await once(child, "message")) as [{ url: string; key: string }];
  return {
    ...address,
    memory: () => Promise.resolve(undefined),
    name: "an index, our side of it (the tests' own server in Meilisearch's place)",
    stop: async () => {
      const gone = once(child, "exit");
      child.kill();
      await gone;
    },
  };
};
