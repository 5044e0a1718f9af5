const roles = ["water", "land", "county", "state", "label"] as const;
export type Palette = Readonly<Record<(typeof roles)[number] | "lamp" | "ground", string>>;

/** The map's colours as they stand in `tokens.css`, light or dark. */
export const readPalette = (light: boolean): Palette => {
  const probe = document.createElement("span");
  probe.style.colorScheme = light ? "light" : "dark";
  document.body.append(probe);
  const read = (token: string) => {
    // A custom property keeps `light-dark()` unresolved; a colour that uses it does not.
    probe.style.color = `var(--${token})`;
    return getComputedStyle(probe).color;
  };
  const mapColours = roles.map((role) => [role, read(`map-${role}`)] as const);
  const palette = { ...Object.fromEntries(mapColours), lamp: read("lamp"), ground: read("ground") };
  probe.remove();
  return palette as Palette;
};
