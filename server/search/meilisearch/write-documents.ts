import {
  MeilisearchApiError,
  type EnqueuedTask,
  type Meilisearch,
  type RecordAny,
  type Task,
} from "meilisearch";

/** A task that Meilisearch took on and could not do. */
export class TaskFailed extends Error {
  constructor({ type, error }: Task) {
    super(`Meilisearch could not do ${type}: ${error?.code ?? "unknown"}: ${error?.message ?? ""}`);
    this.name = "TaskFailed";
  }
}

/** A big task of a big index; nobody waits for it but the one who keeps in step. */
const taskPatience = { timeout: 600_000, interval: 25 };

/** Waits until a task is done. */
export const finish = async (client: Meilisearch, task: Promise<EnqueuedTask>): Promise<Task> => {
  const done = await client.tasks.waitForTask(await task, taskPatience);
  if (done.status !== "succeeded") throw new TaskFailed(done);
  return done;
};

const isTooLarge = (error: unknown): boolean =>
  error instanceof MeilisearchApiError && error.response.status === 413;

/**
 * Adds whole documents and waits; what is too large for one request is sent in halves. The last of
 * them comes last, so that a state at the end speaks for all before it.
 */
export const addDocuments = async (
  client: Meilisearch,
  uid: string,
  documents: readonly RecordAny[],
): Promise<void> => {
  if (documents.length === 0) return;
  try {
    await finish(client, client.index(uid).addDocuments([...documents], { primaryKey: "id" }));
  } catch (error) {
    if (!isTooLarge(error) || documents.length === 1) throw error;
    const half = Math.ceil(documents.length / 2);
    await addDocuments(client, uid, documents.slice(0, half));
    await addDocuments(client, uid, documents.slice(half));
  }
};

export const deleteDocuments = async (
  client: Meilisearch,
  uid: string,
  ids: readonly string[],
): Promise<void> => {
  if (ids.length > 0) await finish(client, client.index(uid).deleteDocuments([...ids]));
};
