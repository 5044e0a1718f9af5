import type { ProgramIndex } from "./program-index.ts";

/** A program in the order of an answer. */
export interface Candidate {
  readonly slot: number;
  /** Lower comes first. */
  readonly rank: number;
  /** Squared chord from the child: nearer comes first. */
  readonly chord: number;
  /** Milliseconds: newer comes first. */
  readonly observedAt: number;
}

/**
 * The first few of many programs, by rank, distance, newest count and id, without putting all of
 * them in order. The order is total: whatever comes in which order, the same comes out.
 */
export class BestSlots {
  readonly #index: ProgramIndex;
  readonly #limit: number;
  readonly #best: Candidate[] = [];

  constructor(index: ProgramIndex, limit: number) {
    this.#index = index;
    this.#limit = limit;
  }

  /** In order. */
  get best(): readonly Candidate[] {
    return this.#best;
  }

  /** Whether a program of this rank, distance and count, or a worse one, could still be among them. */
  mayTake(rank: number, chord: number, observedAt: number): boolean {
    const last = this.#best[this.#limit - 1];
    if (!last) return this.#limit > 0;
    if (rank !== last.rank) return rank < last.rank;
    return chord === last.chord ? observedAt >= last.observedAt : chord < last.chord;
  }

  offer(slot: number, rank: number, chord: number, observedAt = -Infinity): void {
    if (!this.mayTake(rank, chord, observedAt)) return;
    const best = this.#best;
    const candidate = { slot, rank, chord, observedAt };
    const last = best[this.#limit - 1];
    if (last && !this.#before(candidate, last)) return;
    // Those behind it move up by one; the last of a full list is overwritten.
    let at = last ? this.#limit - 1 : best.length;
    for (; at > 0; at -= 1) {
      const other = best[at - 1];
      if (!other || this.#before(other, candidate)) break;
      best[at] = other;
    }
    best[at] = candidate;
  }

  #before(a: Candidate, b: Candidate): boolean {
    if (a.rank !== b.rank) return a.rank < b.rank;
    if (a.chord !== b.chord) return a.chord < b.chord;
    if (a.observedAt !== b.observedAt) return a.observedAt > b.observedAt;
    return this.#index.precedes(a.slot, b.slot);
  }
}
