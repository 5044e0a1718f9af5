import type { County } from "../api/schema.ts";

const plain = (text: string) =>
  text
    .normalize("NFD")
    .replaceAll(/\p{Diacritic}/gu, "")
    .toLowerCase()
    .trim();

/** Counties whose name begins with what was typed, then those that hold it; "alam, ca" narrows. */
export const findCounties = (counties: readonly County[], typed: string, most = 8): County[] => {
  const [name = "", state = ""] = plain(typed)
    .split(",")
    .map((part) => part.trim());
  if (name.length < 2) return [];
  const inState = counties.filter((county) => county.state.toLowerCase().startsWith(state));
  const begins = inState.filter((county) => plain(county.name).startsWith(name));
  const holds = inState.filter(
    (county) => !begins.includes(county) && plain(county.name).includes(name),
  );
  return [...begins, ...holds].slice(0, most);
};
