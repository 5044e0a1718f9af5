import { getLocale, overwriteGetLocale, setLocale, type Locale } from "../paraglide/runtime.js";

let current = $state<Locale>(getLocale());

// Messages ask for the language through this state, so that a switch redraws them in place.
overwriteGetLocale(() => current);
document.documentElement.lang = getLocale();

/** The language of the screen; reactive. */
export const language = {
  get current(): Locale {
    return current;
  },
  /** The same with this country's way to write times and numbers: 4:00 p. m., 2.1 mi. */
  get formats(): string {
    return `${current}-US`;
  },
};

export const chooseLanguage = (next: Locale): void => {
  void setLocale(next, { reload: false });
  current = next;
  document.documentElement.lang = next;
};
