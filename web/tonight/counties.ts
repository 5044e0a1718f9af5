import { api } from "../api/client.ts";
import { answered } from "../api/problem.ts";
import type { County } from "../api/schema.ts";

let loading: Promise<County[]> | undefined;

/** All counties, loaded once, when somebody first types a name. */
export const loadCounties = (): Promise<County[]> => {
  loading ??= answered(api.GET("/api/counties")).then(({ items }) => items);
  loading.catch(() => (loading = undefined));
  return loading;
};

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
