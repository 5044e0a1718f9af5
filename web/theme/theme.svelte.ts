export const themes = ["device", "dark", "light"] as const;
export type Theme = (typeof themes)[number];

const key = "theme";
const isTheme = (value: string | null): value is Theme => themes.some((theme) => theme === value);

const stored = window.localStorage.getItem(key);
let chosen = $state<Theme>(isTheme(stored) ? stored : "device");

const systemPrefersLight = window.matchMedia("(prefers-color-scheme: light)");
let systemIsLight = $state(systemPrefersLight.matches);
systemPrefersLight.addEventListener("change", ({ matches }) => (systemIsLight = matches));

/** The chosen theme, and what it comes to on this device; reactive. */
export const theme = {
  get chosen() {
    return chosen;
  },
  get isLight() {
    return chosen === "device" ? systemIsLight : chosen === "light";
  },
};

/** Shows the chosen theme; the colours themselves live in `tokens.css`. */
export const applyTheme = (): void => {
  if (chosen === "device") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = chosen;
};

export const chooseTheme = (next: Theme): void => {
  chosen = next;
  window.localStorage.setItem(key, next);
  applyTheme();
};
