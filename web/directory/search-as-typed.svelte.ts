import { untrack } from "svelte";

export interface Page<Item> {
  readonly total: number;
  readonly items: readonly Item[];
  readonly next: string | null;
}

interface Shown<Question, Answer> {
  readonly question: Question;
  readonly answer: Answer;
}

/** Which part of the answer is asked for: its beginning, at least so long, or what follows. */
export interface Part {
  readonly cursor?: string;
  readonly atLeast?: number;
}

interface Asking<Question, Item, Answer extends Page<Item>> {
  /** Read reactively; asked again when it changes. */
  question: () => Question;
  /** Who asks: another viewer may see less, so nothing of the last one's answer stays. */
  viewer: () => unknown;
  ask: (question: Question, part: Part, signal: AbortSignal) => Promise<Answer>;
  /** An answer that was kept when the screen was left, so that going back shows it at once. */
  kept?: Shown<Question, Answer> | undefined;
}

/**
 * Follows a question that may change with every key: answers that were overtaken are dropped, the
 * last answer stays until the next is here, and further pages are put behind it.
 */
export const searchAsTyped = <Question, Item, Answer extends Page<Item>>({
  question,
  viewer,
  ask,
  kept,
}: Asking<Question, Item, Answer>) => {
  let shown = $state.raw(kept);
  let error = $state.raw<unknown>();
  let asking = $state(false);
  let loadingMore = $state(false);
  let running: AbortController | undefined;
  let seenBy = untrack(viewer);
  let expected = kept?.answer.items.length ?? 0;

  const begin = () => {
    running?.abort();
    const mine = new AbortController();
    running = mine;
    return mine;
  };

  const askFor = async (wanted: Question, atLeast = 0) => {
    const mine = begin();
    asking = true;
    loadingMore = false;
    try {
      const answer = await ask(wanted, { atLeast }, mine.signal);
      if (running !== mine) return;
      shown = { question: wanted, answer };
      error = undefined;
    } catch (cause) {
      if (running === mine) error = cause;
    } finally {
      if (running === mine) asking = false;
    }
  };

  const more = async () => {
    const cursor = shown?.answer.next;
    if (!shown || !cursor || asking || loadingMore) return;
    const before = shown;
    const mine = begin();
    loadingMore = true;
    try {
      const page = await ask(before.question, { cursor }, mine.signal);
      if (running !== mine) return;
      const items = [...before.answer.items, ...page.items];
      shown = { ...before, answer: { ...before.answer, items, next: page.next } };
      error = undefined;
    } catch (cause) {
      if (running === mine) error = cause;
    } finally {
      if (running === mine) loadingMore = false;
    }
  };

  /** Asks again for as much as is on the screen. */
  const retry = () => void askFor(question(), shown?.answer.items.length);

  $effect(() => {
    const wanted = question();
    // On the way back, as much is asked for as was on the screen.
    untrack(() => void askFor(wanted, expected));
    expected = 0;
    return () => {
      running?.abort();
      running = undefined;
    };
  });

  $effect(() => {
    const who = viewer();
    untrack(() => {
      // Until it is known who asks, the server knows: its answer was for them.
      if (seenBy !== undefined && who !== seenBy) {
        shown = undefined;
        retry();
      }
      seenBy = who;
    });
  });

  $effect(() => {
    const again = () => {
      if (error) retry();
    };
    window.addEventListener("online", again);
    return () => window.removeEventListener("online", again);
  });

  return {
    get shown() {
      return shown;
    },
    get items(): readonly Item[] {
      return shown?.answer.items ?? [];
    },
    /** Why the newest question has no answer; what is shown is then an older one. */
    get error() {
      return error;
    },
    get asking() {
      return asking;
    },
    get loadingMore() {
      return loadingMore;
    },
    more,
    retry,
    /** Changes items in place, when the server says that something changed. */
    update(change: (item: Item) => Item) {
      if (!shown) return;
      shown = { ...shown, answer: { ...shown.answer, items: shown.answer.items.map(change) } };
    },
  };
};
