import tokensCss from "../theme/tokens.css?raw";

const roles = ["water", "land", "county", "state", "label"] as const;
export type Palette = Readonly<Record<(typeof roles)[number] | "lamp" | "ground", string>>;

const tokens = new Map(
  [...tokensCss.matchAll(/--([\w-]+): light-dark\((#[\da-f]{6}), (#[\da-f]{6})\);/g)].map(
    ([, name = "", light = "", dark = ""]) => [name, { light, dark }] as const,
  ),
);

/**
 * Colours of `tokens.css`, light or dark, as the map takes them. They are read from its text: what an
 * element computes is that of the page's theme alone, and a colour on its way where colours change.
 */
export const readTokens = <Name extends string>(
  light: boolean,
  names: readonly Name[],
): Record<Name, string> => {
  const read = (name: string): string => {
    const token = tokens.get(name);
    if (!token) throw new Error(`There is no colour called ${name}.`);
    return light ? token.light : token.dark;
  };
  return Object.fromEntries(names.map((name) => [name, read(name)])) as Record<Name, string>;
};

/** The map's colours. */
export const readPalette = (light: boolean): Palette => {
  const named = roles.map((role) => [role, `map-${role}`] as const);
  const read = readTokens(light, [...named.map(([, token]) => token), "lamp", "ground"]);
  const colours = named.map(([role, token]) => [role, read[token]] as const);
  return { ...Object.fromEntries(colours), lamp: read["lamp"], ground: read["ground"] } as Palette;
};
