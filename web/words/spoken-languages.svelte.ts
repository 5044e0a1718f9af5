import { m } from "../paraglide/messages.js";

/** Languages that may be chosen and that not every device has a name for, in one tongue or both. */
const named: Readonly<Partial<Record<string, () => string>>> = {
  ase: m.spoken_ase,
  hmn: m.spoken_hmn,
  ixl: m.spoken_ixl,
  kjb: m.spoken_kjb,
  mam: m.spoken_mam,
  mix: m.spoken_mix,
  prs: m.spoken_prs,
  quc: m.spoken_quc,
  yue: m.spoken_yue,
  zap: m.spoken_zap,
};

let registered = $state.raw<ReadonlyMap<string, string>>();
let asked = false;

/** The whole of ISO 639-3 is heavy, and nearly never needed. */
const load = async (): Promise<void> => {
  if (asked) return;
  asked = true;
  try {
    const { iso6393 } = await import("iso-639-3");
    registered = new Map(iso6393.map(({ iso6393: code, name }) => [code, name]));
  } catch {
    // Codes stand in for the names until one is asked for again.
    asked = false;
  }
};

/**
 * The name of a language, by its ISO 639-3 code, that the device knows none for: ours, else the one
 * by which it is registered, once that is here; reactive.
 */
export const nameOfRareLanguage = (code: string): string => {
  const own = named[code];
  if (own) return own();
  if (!registered) void load();
  return registered?.get(code) ?? code;
};
