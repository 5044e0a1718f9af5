import type { Database } from "../db/client.ts";
import { createTrainingAccounts } from "../server/access/training-accounts.ts";
import { freshenTraining } from "./freshen-training.ts";
import { insertListings } from "./insert-listings.ts";
import { insertDocuments, insertResources } from "./insert-resources.ts";
import { sourceDocuments, sourceListings, sourceResources } from "./sources/index.ts";
import { staffedByTrainingProvider, trainingDocument, trainingListings } from "./training.ts";

export type DatasetName = "sources" | "training";

const seedSources = async (database: Database, now: Date): Promise<void> => {
  await insertDocuments(database, sourceDocuments);
  await insertListings(database, sourceListings, { now });
  await insertResources(database, sourceResources);
};

const seedTraining = async (database: Database, now: Date): Promise<void> => {
  await insertDocuments(database, [trainingDocument]);
  const seeded = await insertListings(database, trainingListings(now), { now });
  const providerProgramIds = staffedByTrainingProvider.flatMap(
    (key) => seeded.get(key)?.programId ?? [],
  );
  await createTrainingAccounts(database, { now, providerProgramIds });
  await freshenTraining(database, now);
};

/**
 * Adds what the datasets name and the database does not have yet, and makes training counts look
 * as old as they should at `now`. Made to be called at every start.
 */
export const seedDataset = async (
  database: Database,
  dataset: readonly DatasetName[],
  { now }: { now: Date },
): Promise<void> => {
  if (dataset.includes("sources")) await seedSources(database, now);
  if (dataset.includes("training")) await seedTraining(database, now);
};
