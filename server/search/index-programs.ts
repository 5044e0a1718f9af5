import { together, type Writer } from "../../db/client.ts";
import { asRole } from "../../db/roles.ts";
import { toSearchDocument, type SearchDocument } from "./search-document.ts";
import {
  forgetWords,
  raiseVersion,
  readIndexedFacts,
  writeDocuments,
  writeWords,
} from "./search-documents.repo.ts";

const atOnce = 1000;

const shortestWord = 3;

const wordsIn = (documents: readonly SearchDocument[]): string[] =>
  [...new Set(documents.flatMap(({ words, siteWords }) => [...words, ...siteWords]))].filter(
    (word) => word.length >= shortestWord && !/\p{N}/u.test(word),
  );

/**
 * Reads these programs again and writes their whole search documents, a thousand at once. Call it
 * last in the transaction that changes them: until that ends it holds back every other indexer, so
 * that documents become visible in the order of their versions.
 */
export const indexPrograms = async (
  writer: Writer,
  programIds: readonly string[],
): Promise<void> => {
  if (programIds.length === 0) return;
  // Whoever waits for this one waits for each of its round trips, so that few are made.
  const raised = raiseVersion(writer);
  for (let start = 0; start < programIds.length; start += atOnce) {
    const chunk = programIds.slice(start, start + atOnce);
    // With rights that reach no confidential address, whatever that query comes to say.
    const read = asRole(writer, "harborlight_search", () => readIndexedFacts(writer, chunk));
    const [version, facts] = await together([raised, read]);
    const documents = facts.map(toSearchDocument);
    const [lost] = await together([
      writeDocuments(writer, documents, version),
      writeWords(writer, wordsIn(documents)),
    ]);
    await forgetWords(writer, lost);
  }
};
