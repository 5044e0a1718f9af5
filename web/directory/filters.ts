import {
  circumstanceValues,
  genderValues,
  kindValues,
  serviceValues,
  sortValues,
  type operations,
  type Sort,
} from "../api/schema.ts";

export type ProgramQuery = NonNullable<operations["searchPrograms"]["parameters"]["query"]>;

const oneOf =
  (codes: readonly string[]) =>
  (value: string): boolean =>
    codes.includes(value);
const shaped =
  (form: RegExp) =>
  (value: string): boolean =>
    form.test(value);

/** The filters that are chosen from counted values: what may stand in the address for each. */
export const facets = {
  kind: oneOf(kindValues),
  state: shaped(/^[A-Z]{2}$/),
  county: shaped(/^\d{5}$/),
  gender: oneOf(genderValues),
  circumstance: oneOf(circumstanceValues),
  language: shaped(/^[a-z]{3}$/),
  service: oneOf(serviceValues),
  dedicated: oneOf(["true", "false"]),
} as const;
export type Facet = keyof typeof facets;
export const facetNames = Object.keys(facets) as Facet[];

/** What the directory is asked for; it says nothing of a youth in need. */
export interface Filters {
  readonly q: string;
  readonly chosen: Readonly<Record<Facet, readonly string[]>>;
  readonly age: number | undefined;
  /** ZIP code. */
  readonly near: string | undefined;
  readonly withinMiles: number | undefined;
  readonly sort: Sort;
}

const mostText = 200;
const whole = (text: string | null, most: number): number | undefined =>
  text !== null && /^\d{1,4}$/.test(text) && Number(text) <= most ? Number(text) : undefined;

const chosenIn = (parts: URLSearchParams): Filters["chosen"] =>
  Object.fromEntries(
    facetNames.map((name) => {
      const values = [...new Set(parts.getAll(name).filter(facets[name]))];
      // Of "only" and "not only" one is asked for at a time.
      return [name, name === "dedicated" ? values.slice(0, 1) : values.slice(0, 40)];
    }),
  ) as unknown as Filters["chosen"];

/** Reads the filters from an address; what it does not understand is left out. */
export const filtersIn = (search: string): Filters => {
  const parts = new URLSearchParams(search);
  const near = /^\d{5}$/.exec(parts.get("near") ?? "")?.[0];
  const sort = sortValues.find((one) => one === parts.get("sort")) ?? "relevance";
  return {
    q: (parts.get("q") ?? "").slice(0, mostText),
    chosen: chosenIn(parts),
    age: whole(parts.get("age"), 25),
    near,
    withinMiles: near === undefined ? undefined : whole(parts.get("within"), 3000) || undefined,
    sort: sort === "distance" && near === undefined ? "relevance" : sort,
  };
};

export const noFilters: Filters = filtersIn("");

/** Writes the filters as the part of the address from `?` on; empty where there are none. */
export const searchOf = (filters: Filters): string => {
  const parts = new URLSearchParams();
  const put = (name: string, value: string | number | undefined) => {
    if (value !== undefined && value !== "") parts.append(name, String(value));
  };
  put("q", filters.q);
  for (const name of facetNames) for (const value of filters.chosen[name]) put(name, value);
  put("age", filters.age);
  put("near", filters.near);
  put("within", filters.near === undefined ? undefined : filters.withinMiles);
  put("sort", filters.sort === "relevance" ? undefined : filters.sort);
  const text = parts.toString();
  return text ? `?${text}` : "";
};

/** What the server is asked. */
export const queryOf = (filters: Filters): ProgramQuery => {
  const { dedicated, ...chosen } = filters.chosen;
  const some = Object.entries(chosen).filter(([, values]) => values.length > 0);
  return {
    // The codes were checked when the address was read.
    ...(Object.fromEntries(some) as ProgramQuery),
    ...(filters.q.trim() && { q: filters.q.trim() }),
    ...(dedicated[0] !== undefined && { dedicated: dedicated[0] === "true" }),
    ...(filters.age !== undefined && { age: filters.age }),
    ...(filters.near !== undefined && { near: filters.near }),
    ...(filters.withinMiles !== undefined && { within_miles: filters.withinMiles }),
    ...(filters.sort !== "relevance" && { sort: filters.sort }),
  };
};

/** The filters with one value of a facet put in or taken out. */
export const toggled = (filters: Filters, facet: Facet, value: string): Filters => {
  const before = filters.chosen[facet];
  const without = before.filter((other) => other !== value);
  const added = facet === "dedicated" ? [value] : [...before, value];
  const values = without.length < before.length ? without : added;
  return { ...filters, chosen: { ...filters.chosen, [facet]: values } };
};

/** The filters without a facet. */
export const without = (filters: Filters, facet: Facet): Filters => ({
  ...filters,
  chosen: { ...filters.chosen, [facet]: [] },
});
