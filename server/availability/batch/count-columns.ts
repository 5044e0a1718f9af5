import { DomainError } from "../../errors.ts";

/**
 * What the head of an inventory file may call its columns: our own words, those of the HMIS CSV
 * format (Inventory.csv and Project.csv: ProjectID, InventoryID, BedInventory, InformationDate) and
 * of Open Referral's HSDS (service, unit). Case, spaces and underscores do not count.
 */
export const columnNames = {
  program_id: ["program_id", "ProjectID", "service_id"],
  program: ["program", "ProjectName", "service_name", "service"],
  pool_id: ["pool_id", "InventoryID", "unit_id"],
  pool: ["pool", "InventoryName", "unit", "label"],
  open: ["open", "open_beds", "AvailableBeds", "BedsAvailable", "available"],
  total: ["total", "total_beds", "BedInventory", "capacity"],
  kept_for_missing: ["kept_for_missing", "BedsReserved"],
  observed_at: ["observed_at", "InformationDate", "DateUpdated", "as_of"],
} as const;
export type Column = keyof typeof columnNames;

const folded = (name: string): string => name.toLowerCase().replaceAll(/[\s_-]/g, "");

const columnOf = new Map(
  Object.entries(columnNames).flatMap(([column, names]) =>
    names.map((name): [string, Column] => [folded(name), column as Column]),
  ),
);

export const unreadable = (path: string, message: string): DomainError =>
  new DomainError("unreadable_csv", `Nothing was read: ${path} ${message}.`, {
    errors: [{ path, message }],
  });

/**
 * Which column stands where. A column that is not known is passed over.
 * @throws DomainError `unreadable_csv` where `open` is missing, or a column is there twice
 */
export const readHead = (cells: readonly string[]): (Column | undefined)[] => {
  const columns = cells.map((cell) => columnOf.get(folded(cell)));
  const twice = columns.find((column, at) => column && columns.indexOf(column) !== at);
  if (twice) throw unreadable(`columns/${twice}`, "is there twice");
  if (!columns.includes("open")) {
    throw unreadable("columns/open", "is missing: one column says how many beds are open");
  }
  return columns;
};
