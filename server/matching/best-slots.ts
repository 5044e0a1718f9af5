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

  /** Whether a program of this rank and distance could still be among them. */
  mayTake(rank: number, chord: number): boolean {
    const last = this.#best[this.#limit - 1];
    if (!last) return this.#limit > 0;
    return rank < last.rank || (rank === last.rank && chord <= last.chord);
  }

  offer(slot: number, rank: number, chord: number, observedAt = -Infinity): void {
    if (!this.mayTake(rank, chord)) return;
    const candidate = { slot, rank, chord, observedAt };
    const last = this.#best[this.#limit - 1];
    if (last && !this.#before(candidate, last)) return;
    let low = 0;
    let high = this.#best.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const other = this.#best[middle];
      if (other && this.#before(candidate, other)) high = middle;
      else low = middle + 1;
    }
    this.#best.splice(low, 0, candidate);
    if (this.#best.length > this.#limit) this.#best.pop();
  }

  #before(a: Candidate, b: Candidate): boolean {
    if (a.rank !== b.rank) return a.rank < b.rank;
    if (a.chord !== b.chord) return a.chord < b.chord;
    if (a.observedAt !== b.observedAt) return a.observedAt > b.observedAt;
    return this.#index.precedes(a.slot, b.slot);
  }
}
