import type { Document } from "./documents.ts";
import { satisfies } from "./documents.ts";
import { parseFilter } from "./filter-language.ts";
import { badRequest, Refusal } from "./refusal.ts";
import { checkSearch, search } from "./search.ts";
import { checkSettings } from "./settings.ts";
import type { Store, StoredIndex } from "./store.ts";
import type { TaskQueue } from "./tasks.ts";

/** A request as a route reads it. */
export interface Asked {
  readonly path: readonly string[];
  readonly query: URLSearchParams;
  readonly body: unknown;
}

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

interface Holding {
  readonly store: Store;
  readonly tasks: TaskQueue;
  /** What tasks do before the query of a multi-search at each of these places. */
  readonly meanwhile: ReadonlyMap<number, () => void>;
}

type Route = (holding: Holding, asked: Asked) => Answer;

const ok = (body: unknown): Answer => ({ status: 200, body });
const accepted = (body: unknown): Answer => ({ status: 202, body });

const uidOf = ({ path }: Asked): string => {
  const uid = path[1] ?? "";
  if (/^[a-zA-Z0-9_-]{1,400}$/.test(uid)) return uid;
  throw badRequest("invalid_index_uid", `\`${uid}\` is not a valid index uid.`);
};

const objectIn = (body: unknown): Record<string, unknown> => {
  if (typeof body === "object" && body !== null && !Array.isArray(body)) {
    return body as Record<string, unknown>;
  }
  throw badRequest("malformed_payload", "The json payload provided is malformed.");
};

const allowing = (body: Record<string, unknown>, fields: readonly string[]) => {
  const unknown = Object.keys(body).find((name) => !fields.includes(name));
  if (unknown !== undefined) throw badRequest("bad_request", `Unknown field \`${unknown}\`.`);
  return body;
};

const toIndex = ({ uid, primaryKey, createdAt, updatedAt }: StoredIndex) => ({
  ...{ uid, createdAt, updatedAt, primaryKey },
});

const statsOf = (index: StoredIndex) => {
  const fields: Record<string, number> = {};
  for (const { document } of index.documents.values()) {
    for (const name of Object.keys(document)) fields[name] = (fields[name] ?? 0) + 1;
  }
  return {
    numberOfDocuments: index.documents.size,
    rawDocumentDbSize: 4096,
    avgDocumentSize: 1024,
    isIndexing: false,
    numberOfEmbeddings: 0,
    numberOfEmbeddedDocuments: 0,
    fieldDistribution: fields,
  };
};

const searchIn = (store: Store, uid: string, params: Record<string, unknown>) =>
  search(store.find(uid), checkSearch(params));

const multiSearch: Route = ({ store, meanwhile }, { body }) => {
  const { queries } = allowing(objectIn(body), ["queries"]);
  if (!Array.isArray(queries)) throw badRequest("bad_request", "Missing field `queries`");
  const results = queries.map((query, at) => {
    meanwhile.get(at)?.();
    const { indexUid, ...params } = objectIn(query);
    if (typeof indexUid !== "string") {
      throw badRequest(
        "missing_index_uid",
        `Missing field \`indexUid\` inside \`.queries[${at}]\``,
      );
    }
    return { indexUid, ...searchIn(store, indexUid, params) };
  });
  return ok({ results });
};

const createIndex: Route = ({ store, tasks }, { body }) => {
  const { uid, primaryKey = null } = allowing(objectIn(body), ["uid", "primaryKey"]);
  if (typeof uid !== "string" || !/^[a-zA-Z0-9_-]{1,400}$/.test(uid)) {
    throw badRequest("invalid_index_uid", `\`${String(uid)}\` is not a valid index uid.`);
  }
  const run = () => {
    store.create(uid, primaryKey as string | null);
    return {};
  };
  return accepted(
    tasks.enqueue({ type: "indexCreation", indexUid: uid, details: { primaryKey }, run }),
  );
};

const deleteIndex: Route = ({ store, tasks }, asked) => {
  const uid = uidOf(asked);
  const run = () => {
    const deletedDocuments = store.find(uid).documents.size;
    store.remove(uid);
    return { deletedDocuments };
  };
  return accepted(tasks.enqueue({ type: "indexDeletion", indexUid: uid, details: {}, run }));
};

const swapIndexes: Route = ({ store, tasks }, { body }) => {
  if (!Array.isArray(body)) throw badRequest("malformed_payload", "Expected an array.");
  const swaps = body.map((one) => {
    const { indexes } = allowing(objectIn(one), ["indexes", "rename"]) as { indexes?: unknown };
    if (!Array.isArray(indexes) || indexes.length !== 2) {
      throw badRequest("invalid_swap_indexes", "Two indexes must be given for each swap.");
    }
    return indexes as [string, string];
  });
  const run = () => {
    store.swap(swaps);
    return {};
  };
  const details = { swaps: swaps.map((indexes) => ({ indexes })) };
  return accepted(tasks.enqueue({ type: "indexSwap", indexUid: null, details, run }));
};

const addDocuments: Route = ({ store, tasks }, asked) => {
  const uid = uidOf(asked);
  const documents = (Array.isArray(asked.body) ? asked.body : [asked.body]) as Document[];
  const primaryKey = asked.query.get("primaryKey");
  const received = { receivedDocuments: documents.length };
  return accepted(
    tasks.enqueue({
      type: "documentAdditionOrUpdate",
      indexUid: uid,
      details: { ...received, indexedDocuments: null },
      run: () => ({ indexedDocuments: store.addDocuments(uid, documents, primaryKey) }),
    }),
  );
};

const deletion = (
  { store, tasks }: Holding,
  uid: string,
  ids: readonly string[] | "all",
): Answer => {
  const providedIds = ids === "all" ? 0 : ids.length;
  return accepted(
    tasks.enqueue({
      type: "documentDeletion",
      indexUid: uid,
      details: { providedIds, deletedDocuments: null, originalFilter: null },
      run: () => ({ deletedDocuments: store.deleteDocuments(uid, ids) }),
    }),
  );
};

const deleteBatch: Route = (holding, asked) => {
  const { body } = asked;
  if (!Array.isArray(body)) throw badRequest("malformed_payload", "Expected an array.");
  return deletion(holding, uidOf(asked), body.map(String));
};

/** All that satisfy a filter, as they are when the task is done. */
const deleteFiltered: Route = ({ store, tasks }, asked) => {
  const uid = uidOf(asked);
  const { filter } = allowing(objectIn(asked.body), ["filter"]);
  if (typeof filter !== "string") {
    throw badRequest("missing_document_filter", "Missing field `filter`");
  }
  const expression = parseFilter(filter);
  const run = () => {
    const found = [...store.find(uid).documents].filter(([, { document }]) =>
      satisfies(document, expression),
    );
    const ids = found.map(([id]) => id);
    return { deletedDocuments: store.deleteDocuments(uid, ids) };
  };
  const details = { providedIds: 0, deletedDocuments: null, originalFilter: filter };
  return accepted(tasks.enqueue({ type: "documentDeletion", indexUid: uid, details, run }));
};

const readDocument: Route = ({ store }, asked) => {
  const id = asked.path[3] ?? "";
  const found = store.find(uidOf(asked)).documents.get(id);
  if (!found) throw new Refusal(404, "document_not_found", `Document \`${id}\` not found.`);
  return ok(found.document);
};

const fetched = (index: StoredIndex, params: Record<string, unknown>): Answer => {
  const { offset = 0, limit = 20, fields, filter, ids } = params;
  const expression = typeof filter === "string" ? parseFilter(filter) : undefined;
  const found = [...index.documents]
    .filter(([id]) => !Array.isArray(ids) || ids.map(String).includes(id))
    .map(([, { document }]) => document)
    .filter((document) => !expression || satisfies(document, expression));
  const from = Number(offset);
  const results = found
    .slice(from, from + Number(limit))
    .map((document) =>
      Array.isArray(fields)
        ? Object.fromEntries(Object.entries(document).filter(([name]) => fields.includes(name)))
        : document,
    );
  return ok({ results, offset: from, limit: Number(limit), total: found.length });
};

const listDocuments: Route = ({ store }, asked) => {
  const list = (name: string) => asked.query.get(name)?.split(",");
  const { query } = asked;
  const params = {
    offset: query.get("offset") ?? 0,
    limit: query.get("limit") ?? 20,
    ...{ fields: list("fields"), ids: list("ids") },
  };
  return fetched(store.find(uidOf(asked)), params);
};

const fetchDocuments: Route = ({ store }, asked) =>
  fetched(
    store.find(uidOf(asked)),
    allowing(objectIn(asked.body), ["offset", "limit", "fields", "filter", "ids"]),
  );

const changeSettings: Route = ({ store, tasks }, asked) => {
  const uid = uidOf(asked);
  const settings = checkSettings(asked.body);
  const run = () => {
    store.changeSettings(uid, settings);
    return {};
  };
  return accepted(
    tasks.enqueue({ type: "settingsUpdate", indexUid: uid, details: { ...settings }, run }),
  );
};

const listIndexes: Route = ({ store }) => {
  const results = [...store.indexes.values()].map(toIndex);
  return ok({ results, offset: 0, limit: 20, total: results.length });
};

const allStats: Route = ({ store }) =>
  ok({
    databaseSize: 4096,
    usedDatabaseSize: 4096,
    lastUpdate: new Date().toISOString(),
    indexes: Object.fromEntries([...store.indexes].map(([uid, index]) => [uid, statsOf(index)])),
  });

const version = { commitSha: "unknown", commitDate: "unknown", pkgVersion: "1.50.0" };

/** Every route that is spoken here, by method and path. */
export const routes: Readonly<Record<string, Route>> = {
  "GET health": () => ok({ status: "available" }),
  "GET version": () => ok(version),
  "GET stats": allStats,
  "POST multi-search": multiSearch,
  "POST swap-indexes": swapIndexes,
  "GET tasks": ({ tasks }, { query }) => ok(tasks.list(query)),
  "GET tasks/:id": ({ tasks }, { path }) => ok(tasks.get(path[1] ?? "")),
  "GET indexes": listIndexes,
  "POST indexes": createIndex,
  "GET indexes/:uid": ({ store }, asked) => ok(toIndex(store.find(uidOf(asked)))),
  "DELETE indexes/:uid": deleteIndex,
  "GET indexes/:uid/stats": ({ store }, asked) => ok(statsOf(store.find(uidOf(asked)))),
  "GET indexes/:uid/settings": ({ store }, asked) => ok(store.find(uidOf(asked)).settings),
  "PATCH indexes/:uid/settings": changeSettings,
  "POST indexes/:uid/search": ({ store }, asked) =>
    ok(searchIn(store, uidOf(asked), objectIn(asked.body))),
  "GET indexes/:uid/documents": listDocuments,
  "POST indexes/:uid/documents": addDocuments,
  "DELETE indexes/:uid/documents": (holding, asked) => deletion(holding, uidOf(asked), "all"),
  "POST indexes/:uid/documents/fetch": fetchDocuments,
  "POST indexes/:uid/documents/delete-batch": deleteBatch,
  "POST indexes/:uid/documents/delete": deleteFiltered,
  "GET indexes/:uid/documents/:id": readDocument,
  "DELETE indexes/:uid/documents/:id": (holding, asked) =>
    deletion(holding, uidOf(asked), [asked.path[3] ?? ""]),
};
