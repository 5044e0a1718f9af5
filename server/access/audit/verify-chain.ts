import { createHash } from "node:crypto";
import type { Reader } from "../../../db/client.ts";
import { countUnchained, findLinks, type ChainLink } from "./chain.repo.ts";

/** A place in the chain, as somebody noted it outside the database. */
export interface Head {
  readonly position: number;
  /** Hexadecimal. */
  readonly hash: string;
}

/** What is wrong first, or the chain's length and its newest hash. */
export type Verdict =
  | { readonly whole: true; readonly entries: number; readonly head: Head | undefined }
  | { readonly whole: false; readonly position: number; readonly reason: Break };

export type Break =
  | "an entry is missing"
  | "an entry was changed"
  | "the noted entry is not there"
  | "the noted entry is another"
  | "an entry stands outside the chain";

const atOnce = 1000;

const field = (value: string | null): string =>
  value === null ? "-;" : `${Buffer.byteLength(value)}:${value};`;

/** The hash that the link must have after `previous`; the trigger `chain_audit_entry` makes the same. */
const hashOf = (link: ChainLink, previous: Buffer): Buffer => {
  const { position, entryId, at, actor, action, subjectType, subjectId, details } = link;
  const said = [String(position), entryId, at, actor, action, subjectType, subjectId, details];
  return createHash("sha256").update(previous).update(said.map(field).join("")).digest();
};

/**
 * Walks the chain from its first entry to its last and names the first break. What a chain cannot
 * show by itself is that its end was cut off: for that, give a `noted` head of an earlier time.
 */
export const verifyChain = async (reader: Reader, noted?: Head): Promise<Verdict> => {
  let position = 0;
  let hash: Buffer = Buffer.alloc(0);
  for (;;) {
    const links = await findLinks(reader, position, atOnce);
    for (const link of links) {
      const broken = (reason: Break): Verdict => ({ whole: false, position: position + 1, reason });
      if (link.position !== position + 1 || link.action === null)
        return broken("an entry is missing");
      const right = hashOf(link, hash);
      if (!right.equals(link.hash)) return broken("an entry was changed");
      if (noted?.position === link.position && noted.hash !== right.toString("hex")) {
        return broken("the noted entry is another");
      }
      position = link.position;
      hash = right;
    }
    if (links.length < atOnce) break;
  }
  if (noted && noted.position > position) {
    return { whole: false, position: noted.position, reason: "the noted entry is not there" };
  }
  if ((await countUnchained(reader)) > 0) {
    return { whole: false, position: position + 1, reason: "an entry stands outside the chain" };
  }
  const head = position === 0 ? undefined : { position, hash: hash.toString("hex") };
  return { whole: true, entries: position, head };
};
