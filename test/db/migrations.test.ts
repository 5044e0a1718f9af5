import { sql } from "drizzle-orm";
import { afterAll, expect, test } from "vitest";
import { freshDatabase } from "../support/database.ts";

const database = await freshDatabase();
afterAll(() => database.close());

test("an age range upside down is refused by the database", async () => {
  await database.read.execute(
    sql`insert into organizations (id, name) values ('0198c5f0-0000-7000-8000-000000000001', 'Test')`,
  );
  const insert = database.read.execute(
    sql`insert into programs (id, organization_id, kind, name, age_min, age_max)
        values ('0198c5f0-0000-7000-8000-000000000002', '0198c5f0-0000-7000-8000-000000000001', 'safe_house', 'Test', 17, 12)`,
  );
  await expect(insert).rejects.toMatchObject({ cause: { constraint_name: "programs_age_range" } });
});
