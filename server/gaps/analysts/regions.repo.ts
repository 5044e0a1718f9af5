import { asc, eq } from "drizzle-orm";
import type { Reader } from "../../../db/client.ts";
import { analystRegions } from "../../../db/schema/index.ts";

export const findRegions = async (reader: Reader, userId: string): Promise<string[]> => {
  const rows = await reader
    .select({ area: analystRegions.area })
    .from(analystRegions)
    .where(eq(analystRegions.userId, userId))
    .orderBy(asc(analystRegions.area));
  return rows.map(({ area }) => area);
};
