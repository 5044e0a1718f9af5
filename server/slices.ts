import { setImmediate as nextTurn } from "node:timers/promises";

/** Runs a computation to its end, letting other work go first after every `sliceMs`. */
export const runInSlices = async <Result>(
  run: Generator<undefined, Result>,
  { sliceMs, signal }: { sliceMs: number; signal?: AbortSignal },
): Promise<Result> => {
  let since = performance.now();
  for (;;) {
    const step = run.next();
    if (step.done === true) return step.value;
    if (performance.now() - since < sliceMs) continue;
    await nextTurn();
    signal?.throwIfAborted();
    since = performance.now();
  }
};
