import { createSubscriber } from "svelte/reactivity";

const tickEvery = 15_000;

let ahead = 0;
let now = $state(Date.now());
const tick = () => (now = Date.now() + ahead);
window.setInterval(tick, tickEvery);
document.addEventListener("visibilitychange", tick);

/**
 * The server's time in milliseconds, a quarter minute exact; reactive. Ages of counts are told
 * by it, so that a phone whose clock is wrong does not show an old count as fresh.
 */
export const clock = {
  get now(): number {
    return now;
  },
};

const eachSecond = createSubscriber((update) => {
  const timer = window.setInterval(update, 1000);
  // Timers stand still while a screen sleeps; what is shown when it wakes is right at once.
  document.addEventListener("visibilitychange", update);
  return () => {
    window.clearInterval(timer);
    document.removeEventListener("visibilitychange", update);
  };
});

/** The server's time in milliseconds, told anew each second where it is read reactively. */
export const seconds = {
  get now(): number {
    eachSecond();
    return Date.now() + ahead;
  },
};

/** Sets the clock by the `Date` header of an answer that came when this device's clock said `at`. */
export const setByServer = (date: string | null, at: number): void => {
  const server = date === null ? Number.NaN : Date.parse(date);
  if (Number.isNaN(server)) return;
  const found = server - at;
  // The header counts whole seconds; smaller differences are not worth a redraw.
  if (Math.abs(found - ahead) < 2000) return;
  ahead = found;
  tick();
};
