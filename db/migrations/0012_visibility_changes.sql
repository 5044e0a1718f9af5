CREATE TABLE "visibility_changes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"site_id" uuid NOT NULL,
	"from_visibility" text NOT NULL,
	"to_visibility" text NOT NULL,
	"reason" text NOT NULL,
	"state" text NOT NULL,
	"proposed_by" text NOT NULL,
	"proposed_at" timestamp with time zone NOT NULL,
	"decided_by" text,
	"decided_at" timestamp with time zone,
	CONSTRAINT "visibility_changes_from" CHECK ("visibility_changes"."from_visibility" in ('public', 'partners', 'confidential')),
	CONSTRAINT "visibility_changes_to" CHECK ("visibility_changes"."to_visibility" in ('public', 'partners', 'confidential')),
	CONSTRAINT "visibility_changes_reason" CHECK ("visibility_changes"."reason" in ('program_asked', 'listing_mistake', 'safety_concern', 'address_became_known')),
	CONSTRAINT "visibility_changes_state" CHECK ("visibility_changes"."state" in ('proposed', 'in_force', 'withdrawn')),
	CONSTRAINT "visibility_changes_changes" CHECK ("visibility_changes"."from_visibility" <> "visibility_changes"."to_visibility"),
	CONSTRAINT "visibility_changes_decided" CHECK (num_nulls("visibility_changes"."decided_by", "visibility_changes"."decided_at") = case when "visibility_changes"."state" = 'proposed' then 2 else 0 end),
	CONSTRAINT "visibility_changes_two_stewards" CHECK ("visibility_changes"."state" <> 'in_force' or array_position(array['public', 'partners', 'confidential'], "visibility_changes"."to_visibility") > array_position(array['public', 'partners', 'confidential'], "visibility_changes"."from_visibility") or "visibility_changes"."decided_by" <> "visibility_changes"."proposed_by")
);
--> statement-breakpoint
ALTER TABLE "confidential_addresses" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "confidential_addresses" ALTER COLUMN "address" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "confidential_addresses" ALTER COLUMN "city" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "confidential_addresses" ALTER COLUMN "zip" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "confidential_addresses" ALTER COLUMN "lat" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "confidential_addresses" ALTER COLUMN "lon" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "visibility_changes" ADD CONSTRAINT "visibility_changes_site_id_sites_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."sites"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visibility_changes" ADD CONSTRAINT "visibility_changes_proposed_by_users_id_fk" FOREIGN KEY ("proposed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visibility_changes" ADD CONSTRAINT "visibility_changes_decided_by_users_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "visibility_changes_site" ON "visibility_changes" USING btree ("site_id");--> statement-breakpoint
CREATE UNIQUE INDEX "visibility_changes_one_open" ON "visibility_changes" USING btree ("site_id") WHERE "visibility_changes"."state" = 'proposed';--> statement-breakpoint
ALTER TABLE "confidential_addresses" ADD CONSTRAINT "confidential_addresses_point" CHECK (("confidential_addresses"."lat" is null) = ("confidential_addresses"."lon" is null));