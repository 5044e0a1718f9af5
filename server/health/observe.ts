import { setTimeout as pause } from "node:timers/promises";
import type { Database } from "../../db/client.ts";
import type { SearchEngine, SearchQuery } from "../search/engine.ts";

const patience = 1_000;

const answersInTime = async (question: PromiseLike<unknown>): Promise<boolean> => {
  const answered = Promise.resolve(question).then(
    () => true,
    () => false,
  );
  return Promise.race([answered, pause(patience, false, { ref: false })]);
};

/** Asks the database for one row; false when it fails or takes longer than a second. */
export const reachDatabase = (database: Database): Promise<boolean> =>
  answersInTime(database.driver`select 1`);

/** A search that costs little and reads what every search needs. */
export const smallestSearch: SearchQuery = {
  sort: "name",
  limit: 1,
  access: {
    visibilities: ["public"],
    located: ["public"],
    ownProgramIds: [],
    freshnessVisible: false,
  },
};

/** Asks the search engine for one public program; false when it fails or takes too long. */
export const reachSearch = (engine: SearchEngine): Promise<boolean> =>
  answersInTime(engine.search(smallestSearch));
