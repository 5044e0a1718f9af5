import { defineConfig } from "drizzle-kit";

export default defineConfig({
  dialect: "postgresql",
  schema: [
    "./db/schema/access.ts",
    "./db/schema/audit.ts",
    "./db/schema/availability.ts",
    "./db/schema/care.ts",
    "./db/schema/channels.ts",
    "./db/schema/directory.ts",
    "./db/schema/gaps.ts",
    "./db/schema/limits.ts",
    "./db/schema/notify.ts",
    "./db/schema/passkeys.ts",
    "./db/schema/placements.ts",
    "./db/schema/search.ts",
    "./db/schema/visibility.ts",
  ],
  out: "./db/migrations",
});
