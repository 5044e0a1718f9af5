import { afterAll } from "vitest";

/**
 * Keeps open what a file's tests need and closes it when they are over, the newest first: also where
 * only some of it came to be. What comes to be afterwards, since its hook ran out of time, is closed
 * at once.
 */
export const keptOpen = () => {
  const opened = new AsyncDisposableStack();
  afterAll(() => opened.disposeAsync());
  return async <T>(opening: T | Promise<T>, close: (thing: T) => unknown): Promise<T> => {
    const thing = await opening;
    const closing = async () => {
      await close(thing);
    };
    if (opened.disposed) {
      await closing();
      throw new Error("It was opened when the tests were over.");
    }
    opened.defer(closing);
    return thing;
  };
};
