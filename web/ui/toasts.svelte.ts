export interface Toast {
  text: string;
  undo?: (() => void) | undefined;
}

/** Milliseconds; what can be undone can be for ten seconds. */
const shownFor = { sentence: 8000, wayBack: 10_000 };
let shown = $state.raw<Toast>();
let timer = 0;

/** The one sentence that says what just happened, with a way back; reactive. */
export const toasts = {
  get shown() {
    return shown;
  },
  show(toast: Toast): void {
    window.clearTimeout(timer);
    shown = toast;
    const time = toast.undo ? shownFor.wayBack : shownFor.sentence;
    timer = window.setTimeout(() => (shown = undefined), time);
  },
  close(): void {
    window.clearTimeout(timer);
    shown = undefined;
  },
};
