export interface Toast {
  text: string;
  undo?: (() => void) | undefined;
}

const shownFor = 8000;
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
    timer = window.setTimeout(() => (shown = undefined), shownFor);
  },
  close(): void {
    window.clearTimeout(timer);
    shown = undefined;
  },
};
