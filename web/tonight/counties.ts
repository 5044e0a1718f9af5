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
