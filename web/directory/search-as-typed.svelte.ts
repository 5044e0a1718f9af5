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

interface Asking<Question, Item, Answer extends Page<Item>> {
  /** Read reactively; asked again when it changes. */
  question: () => Question;
  /** Who asks: another viewer may see less, so nothing of the last one's answer stays. */
  viewer: () => unknown;
  ask: (question: Question, cursor: string | undefined, signal: AbortSignal) => Promise<Answer>;
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

  const begin = () => {
    running?.abort();
    const mine = new AbortController();
    running = mine;
    return mine;
  };

  const askFor = async (wanted: Question) => {
    const mine = begin();
    asking = true;
    loadingMore = false;
    try {
      const answer = await ask(wanted, undefined, mine.signal);
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
    if (!shown?.answer.next || asking || loadingMore) return;
    const before = shown;
    const mine = begin();
    loadingMore = true;
    try {
      const page = await ask(before.question, before.answer.next ?? undefined, mine.signal);
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

  $effect(() => {
    const wanted = question();
    const who = viewer();
    untrack(() => {
      if (who !== seenBy) shown = undefined;
      seenBy = who;
      void askFor(wanted);
    });
    return () => {
      running?.abort();
      running = undefined;
    };
  });

  $effect(() => {
    const again = () => {
      if (error) void askFor(question());
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
    retry: () => void askFor(question()),
    /** Changes items in place, when the server says that something changed. */
    update(change: (item: Item) => Item) {
      if (!shown) return;
      shown = { ...shown, answer: { ...shown.answer, items: shown.answer.items.map(change) } };
    },
  };
};
