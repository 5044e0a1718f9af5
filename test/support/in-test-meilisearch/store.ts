import type { Settings } from "meilisearch";
import { asRead, checkDocument, type Document } from "./documents.ts";
import { wordsOf, type DocumentWords } from "./match-words.ts";
import { Refusal } from "./refusal.ts";
import { changedSettings, defaultSettings, type IndexSettings } from "./settings.ts";

/** One index. */
export interface StoredIndex {
  uid: string;
  primaryKey: string | null;
  readonly createdAt: string;
  updatedAt: string;
  settings: IndexSettings;
  documents: Map<string, { document: Document; words: DocumentWords }>;
}

const notFound = (uid: string) =>
  new Refusal(404, "index_not_found", `Index \`${uid}\` not found.`);

/** Everything that this Meilisearch holds, and what its tasks do to it. */
export class Store {
  readonly indexes = new Map<string, StoredIndex>();

  find(uid: string): StoredIndex {
    const index = this.indexes.get(uid);
    if (!index) throw notFound(uid);
    return index;
  }

  create(uid: string, primaryKey: string | null): StoredIndex {
    if (this.indexes.has(uid)) {
      throw new Refusal(409, "index_already_exists", `Index \`${uid}\` already exists.`);
    }
    const now = new Date().toISOString();
    const index: StoredIndex = {
      ...{ uid, primaryKey, createdAt: now, updatedAt: now },
      settings: defaultSettings(),
      documents: new Map(),
    };
    this.indexes.set(uid, index);
    return index;
  }

  /** Documents and settings make an index that is not there. */
  #findOrCreate(uid: string): StoredIndex {
    return this.indexes.get(uid) ?? this.create(uid, null);
  }

  remove(uid: string): void {
    this.find(uid);
    this.indexes.delete(uid);
  }

  /** All of them or none: a task that fails changes nothing. */
  addDocuments(uid: string, documents: readonly Document[], primaryKey: string | null): number {
    const index = this.#findOrCreate(uid);
    index.primaryKey ??= primaryKey ?? "id";
    const key = index.primaryKey;
    const checked = documents.map(
      (document) => [checkDocument(document, key), asRead(document)] as const,
    );
    for (const [id, document] of checked) {
      index.documents.set(id, { document, words: wordsOf(document, index.settings) });
    }
    index.updatedAt = new Date().toISOString();
    return checked.length;
  }

  deleteDocuments(uid: string, ids: readonly string[] | "all"): number {
    const index = this.find(uid);
    const gone = (ids === "all" ? [...index.documents.keys()] : ids).filter((id) =>
      index.documents.delete(id),
    );
    return gone.length;
  }

  changeSettings(uid: string, settings: Settings): void {
    const index = this.#findOrCreate(uid);
    index.settings = changedSettings(index.settings, settings);
    for (const [id, { document }] of index.documents) {
      index.documents.set(id, { document, words: wordsOf(document, index.settings) });
    }
  }

  swap(pairs: readonly (readonly [string, string])[]): void {
    const missing = pairs.flat().filter((uid) => !this.indexes.has(uid));
    if (missing.length > 0) throw notFound(missing.join("`, `"));
    for (const [a, b] of pairs) {
      const [first, second] = [this.find(a), this.find(b)];
      this.indexes.set(a, Object.assign(second, { uid: a }));
      this.indexes.set(b, Object.assign(first, { uid: b }));
    }
  }
}
