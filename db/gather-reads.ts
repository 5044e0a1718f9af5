/** Keys that one reading asks for at most; what comes on top is read beside it. */
const mostKeys = 2000;

/** A reading that takes longer holds nobody up: who asks then is read for beside it. */
const patienceMs = 100;

interface Batch<Key, Value> extends PromiseWithResolvers<ReadonlyMap<Key, Value>> {
  readonly keys: Set<Key>;
}

/**
 * Reads for many askers at once. Who asks while a reading is under way shares the next one, so that
 * what they get was read after they asked; alone, nobody waits. What fails, fails for all who share.
 */
export const gatherReads = <Key, Value>(
  read: (keys: readonly Key[]) => Promise<ReadonlyMap<Key, Value>>,
  patience = patienceMs,
): ((keys: readonly Key[]) => Promise<ReadonlyMap<Key, Value>>) => {
  let running = 0;
  let lastBegan = -Infinity;
  let next: Batch<Key, Value> | undefined;

  const begin = (): void => {
    const batch = next;
    next = undefined;
    if (!batch) return;
    running += 1;
    lastBegan = performance.now();
    const ended = () => {
      running -= 1;
      begin();
    };
    const reading = read([...batch.keys]);
    reading.then(batch.resolve, batch.reject);
    reading.then(ended, ended);
  };

  return (keys) => {
    next ??= { keys: new Set(), ...Promise.withResolvers<ReadonlyMap<Key, Value>>() };
    for (const key of keys) next.keys.add(key);
    const { promise } = next;
    const isHeldUp = performance.now() - lastBegan >= patience;
    if (running === 0 || isHeldUp || next.keys.size >= mostKeys) begin();
    return promise;
  };
};
