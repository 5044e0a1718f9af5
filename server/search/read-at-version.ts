import type { Reader } from "../../db/client.ts";
import { NotReached, readEither, type Replica } from "../../db/replica.ts";
import { findVersion } from "./search-documents.repo.ts";

/** Reads search documents as they are at this version, or later. */
export type ReadAtVersion = <T>(
  version: number,
  work: (reader: Reader) => Promise<T>,
) => Promise<T>;

/**
 * Reads documents from the replica where that has reached their version, and else from the primary.
 * The version comes from the primary, so that what was hidden there is hidden in what is found.
 */
export const readAtVersion = (
  primary: Reader,
  replica: Pick<Replica, "ask"> | undefined,
): ReadAtVersion => {
  const read = readEither(primary, replica, "search");
  return (version, work) =>
    read(async (reader) => {
      // What says that there is this version need not be asked.
      const reached = reader === primary ? version : await findVersion(reader);
      if (reached < version) throw new NotReached(`version ${reached} of ${version}`);
      return work(reader);
    });
};
