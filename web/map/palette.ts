const roles = ["water", "land", "county", "state", "label"] as const;
export type Palette = Readonly<Record<(typeof roles)[number] | "lamp" | "ground", string>>;

/** Colours of `tokens.css`, light or dark, as the map takes them. */
export const readTokens = <Name extends string>(
  light: boolean,
  names: readonly Name[],
): Record<Name, string> => {
  const probe = document.createElement("span");
  probe.style.colorScheme = light ? "light" : "dark";
  document.body.append(probe);
  const read = (token: string) => {
    // A custom property keeps `light-dark()` unresolved; a colour that uses it does not.
    probe.style.color = `var(--${token})`;
    return getComputedStyle(probe).color;
  };
  const colours = names.map((name) => [name, read(name)] as const);
  probe.remove();
  return Object.fromEntries(colours) as Record<Name, string>;
};

/** The map's colours. */
export const readPalette = (light: boolean): Palette => {
  const named = roles.map((role) => [role, `map-${role}`] as const);
  const read = readTokens(light, [...named.map(([, token]) => token), "lamp", "ground"]);
  const colours = named.map(([role, token]) => [role, read[token]] as const);
  return { ...Object.fromEntries(colours), lamp: read["lamp"], ground: read["ground"] } as Palette;
};
