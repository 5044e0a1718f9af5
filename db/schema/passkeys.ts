import { boolean, index, integer, pgTable, text } from "drizzle-orm/pg-core";
import { users } from "./access.ts";
import { moment } from "./columns.ts";

/** Passkeys (WebAuthn credentials): their public halves, which open nothing. */
export const passkeys = pgTable(
  "passkeys",
  {
    id: text("id").primaryKey(),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    /** What its owner calls it. */
    name: text("name").notNull(),
    /** As the authenticator names it, base64url. */
    credentialId: text("credential_id").notNull().unique(),
    /** COSE, base64url. */
    publicKey: text("public_key").notNull(),
    /** How often it signed, where it counts; one that goes back was copied. */
    counter: integer("counter").notNull(),
    transports: text("transports").array().notNull().default([]),
    /** Kept by its maker on several devices. */
    backedUp: boolean("backed_up").notNull(),
    createdAt: moment("created_at").notNull().defaultNow(),
    lastUsedAt: moment("last_used_at"),
  },
  (t) => [index("passkeys_user").on(t.userId)],
);
