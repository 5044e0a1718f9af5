import { untrack } from "svelte";
import { api } from "../api/client.ts";
import { live } from "../api/live.svelte.ts";
import { answered } from "../api/problem.ts";
import type { Match, MatchAnswer, Need } from "../api/schema.ts";
import { matchQuery } from "./match-query.ts";

const typingPause = 150;
const changesPause = 250;
const refreshEvery = 60_000;
/** A question that is out for so long may have been lost with the connection. */
const lostAfter = 4000;
/** How long an answer that may be without a change is left standing, at first and at most. */
const chasePause = { least: 1100, most: 15_000 };

/** An answer together with the need that it answers, which may no longer be the one on screen. */
export interface Answered {
  readonly need: Need;
  readonly answer: MatchAnswer;
  /** Programs whose count is another than in the answer before. */
  readonly changed: ReadonlySet<string>;
}

const countsOf = (matches: readonly Match[]) =>
  new Map(matches.map(({ program, beds }) => [program.id, `${beds.open} ${beds.observed_at}`]));

const changedSince = (before: Answered | undefined, need: Need, answer: MatchAnswer) => {
  if (!before || JSON.stringify(before.need) !== JSON.stringify(need)) return new Set<string>();
  const counts = countsOf(before.answer.matches);
  const now = countsOf(answer.matches);
  return new Set(
    [...now].flatMap(([id, count]) => (counts.has(id) && counts.get(id) !== count ? [id] : [])),
  );
};

/**
 * Keeps the matches of a need that may change at any moment: asks again a moment after each
 * change, drops answers that were overtaken, and keeps the last answer until the next is here.
 * `need` is read reactively; undefined: there is nothing to ask yet.
 */
export const followMatches = (
  need: () => Need | undefined,
  viewer: () => string | null | undefined,
) => {
  let shown = $state.raw<Answered>();
  let error = $state.raw<unknown>();
  let asking = $state(false);
  let all = $state(false);
  let running: AbortController | undefined;
  let askedAt = 0;
  let typed = 0;
  let refresh = 0;
  let changes = 0;
  let chase = 0;
  let chasing = { told: 0, wait: chasePause.least };

  /**
   * The server that answers may hear of a change later than the one that tells of it: an answer
   * older than what was told is asked for again until it is not.
   */
  const chaseIfOlder = ({ as_of }: MatchAnswer) => {
    if (Date.parse(as_of) >= live.told) return;
    const { told, wait } = chasing;
    const next = told === live.told ? Math.min(wait * 2, chasePause.most) : chasePause.least;
    chasing = { told: live.told, wait: next };
    chase = window.setTimeout(askNow, next);
  };

  const ask = async (wanted: Need) => {
    running?.abort();
    const mine = new AbortController();
    running = mine;
    asking = true;
    askedAt = Date.now();
    const heard = changes;
    try {
      const body = matchQuery(wanted, all ? "all" : "first");
      const answer = await answered(api.POST("/api/matches", { body, signal: mine.signal }));
      if (running !== mine) return;
      shown = { need: wanted, answer, changed: changedSince(shown, wanted, answer) };
      error = undefined;
      chaseIfOlder(answer);
    } catch (cause) {
      if (running === mine) error = cause;
    } finally {
      if (running === mine) {
        asking = false;
        if (changes !== heard) refreshSoon();
      }
    }
  };

  const askNow = () => {
    window.clearTimeout(typed);
    window.clearTimeout(refresh);
    window.clearTimeout(chase);
    refresh = 0;
    const wanted = need();
    if (wanted) void ask(wanted);
  };

  // A burst of changes asks once in a while, and never cuts off an answer that is under way.
  const refreshSoon = () => {
    if (refresh !== 0) return;
    refresh = window.setTimeout(
      () => {
        refresh = 0;
        if (asking) changes += 1;
        else askNow();
      },
      Math.max(20, changesPause - (Date.now() - askedAt)),
    );
  };

  // What changed between the answer and the opening of the stream was told to nobody.
  const catchUp = ({ as_of: told }: { as_of: string }) => {
    if (shown && Date.parse(shown.answer.as_of) >= Date.parse(told)) return;
    if (asking && Date.now() - askedAt > lostAfter) askNow();
    else refreshSoon();
  };

  const stop = () => {
    window.clearTimeout(typed);
    window.clearTimeout(refresh);
    window.clearTimeout(chase);
    refresh = 0;
    running?.abort();
    running = undefined;
    asking = false;
  };

  // The first question leaves at once, the next ones when the fingers rest.
  $effect(() => {
    const wanted = need();
    untrack(() => {
      stop();
      if (wanted) typed = window.setTimeout(askNow, shown || error ? typingPause : 0);
      else [shown, error, all] = [undefined, undefined, false];
    });
  });

  let asked: string | null | undefined;
  $effect(() => {
    const now = viewer();
    untrack(() => {
      if (now !== undefined && asked !== undefined && now !== asked) askNow();
      if (now !== undefined) asked = now;
    });
  });

  $effect(() => {
    const stops = [
      live.on("hello", catchUp),
      live.on("program.changed", refreshSoon),
      live.on("resync", askNow),
    ];
    const timer = window.setInterval(() => {
      if (!document.hidden && !asking) askNow();
    }, refreshEvery);
    window.addEventListener("online", askNow);
    return () => {
      for (const end of stops) end();
      window.clearInterval(timer);
      window.removeEventListener("online", askNow);
      stop();
    };
  });

  return {
    get shown() {
      return shown;
    },
    /** Why the newest question has no answer; the answer shown is then an older one. */
    get error() {
      return error;
    },
    get asking() {
      return asking;
    },
    /** What is shown answers another need than the one on the screen. */
    get behind() {
      return shown !== undefined && JSON.stringify(shown.need) !== JSON.stringify(need());
    },
    retry: askNow,
    showAll: () => {
      all = true;
      askNow();
    },
  };
};
export type MatchSearch = ReturnType<typeof followMatches>;
