import {
  inventoryDimensionValues,
  kindValues,
  type InventoryDimension,
  type Kind,
} from "../../api/schema.ts";

/** What is asked of the inventory; all of it stands in the address. */
export interface InventoryView {
  /** A day, 2012-08-31; left out: today. */
  readonly date: string | undefined;
  /** USPS code. */
  readonly state: string | undefined;
  /** FIPS code. */
  readonly county: string | undefined;
  readonly kind: Kind | undefined;
  /** Only those for exploited youth alone, or only others. */
  readonly dedicated: boolean | undefined;
  readonly by: readonly InventoryDimension[];
}

/** As many as the server divides by at once. */
export const mostDimensions = 3;

const shaped = (form: RegExp, text: string | null): string | undefined =>
  form.exec(text ?? "")?.[0];

/** Reads the view from an address; what it does not understand is left out. */
export const inventoryViewIn = (search: string): InventoryView => {
  const parts = new URLSearchParams(search);
  const wanted = parts.get("by")?.split(".") ?? ["kind"];
  const dedicated = parts.get("dedicated");
  return {
    date: shaped(/^\d{4}-\d{2}(-\d{2})?$/, parts.get("date")),
    state: shaped(/^[A-Z]{2}$/, parts.get("state")),
    county: shaped(/^\d{5}$/, parts.get("county")),
    kind: kindValues.find((kind) => kind === parts.get("kind")),
    dedicated: dedicated === "yes" ? true : dedicated === "no" ? false : undefined,
    by: inventoryDimensionValues
      .filter((dimension) => wanted.includes(dimension))
      .slice(0, mostDimensions),
  };
};

/** Writes the view as the part of the address from `?` on. */
export const inventorySearchOf = (view: InventoryView): string => {
  const parts = new URLSearchParams();
  if (view.date !== undefined) parts.set("date", view.date);
  if (view.state !== undefined) parts.set("state", view.state);
  if (view.county !== undefined) parts.set("county", view.county);
  if (view.kind !== undefined) parts.set("kind", view.kind);
  if (view.dedicated !== undefined) parts.set("dedicated", view.dedicated ? "yes" : "no");
  parts.set("by", view.by.join("."));
  return `?${parts}`;
};

/** The same as the interface asks for it. */
export const inventoryQuery = ({ date, state, county, kind, dedicated, by }: InventoryView) => ({
  ...(date !== undefined && { date }),
  ...(state !== undefined && { state }),
  ...(county !== undefined && { county }),
  ...(kind !== undefined && { kind: [kind] }),
  ...(dedicated !== undefined && { dedicated }),
  ...(by.length > 0 && { by: [...by] }),
});

/** Where the figures of a view are as a file. */
export const inventoryExportPath = (view: InventoryView): string => {
  const { kind, by, ...query } = inventoryQuery(view);
  const parts = new URLSearchParams({ format: "csv" });
  for (const [name, value] of Object.entries(query)) parts.set(name, String(value));
  for (const each of kind ?? []) parts.append("kind", each);
  for (const each of by ?? []) parts.append("by", each);
  return `/api/gaps/inventory/export?${parts}`;
};
