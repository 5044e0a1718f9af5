import { eq } from "drizzle-orm";
import type { Writer } from "../../../db/client.ts";
import { confidentialAddresses } from "../../../db/schema/index.ts";

export type AddressRow = typeof confidentialAddresses.$inferSelect;

/** The site's true address, as far as row security admits it to the viewer of this transaction. */
export const findAddress = async (tx: Writer, siteId: string): Promise<AddressRow | undefined> => {
  const [row] = await tx
    .select()
    .from(confidentialAddresses)
    .where(eq(confidentialAddresses.siteId, siteId));
  return row;
};
