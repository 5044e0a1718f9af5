import { inTestMeilisearch } from "../support/in-test-meilisearch.ts";

// The tests' own server in a process of its own, so that its memory and time are not counted as ours.
const { url, key } = await inTestMeilisearch();
process.send?.({ url, key });
process.once("disconnect", () => process.exit(0));
