CREATE TABLE "listing_proposals" (
	"id" uuid PRIMARY KEY NOT NULL,
	"program_id" uuid NOT NULL,
	"subject" text NOT NULL,
	"before" jsonb NOT NULL,
	"after" jsonb NOT NULL,
	"state" text NOT NULL,
	"refusal" text,
	"visibility_change_id" uuid,
	"proposed_by" text NOT NULL,
	"proposed_at" timestamp with time zone NOT NULL,
	"decided_by" text,
	"decided_at" timestamp with time zone,
	CONSTRAINT "listing_proposals_subject" CHECK ("listing_proposals"."subject" in ('visibility', 'licence', 'areas')),
	CONSTRAINT "listing_proposals_state" CHECK ("listing_proposals"."state" in ('proposed', 'approved', 'refused', 'withdrawn')),
	CONSTRAINT "listing_proposals_refusal" CHECK ("listing_proposals"."refusal" in ('not_documented', 'not_as_stated', 'not_reached', 'safety_concern', 'other_programs_there', 'other')),
	CONSTRAINT "listing_proposals_decided" CHECK (num_nulls("listing_proposals"."decided_by", "listing_proposals"."decided_at") = case when "listing_proposals"."state" = 'proposed' then 2 else 0 end),
	CONSTRAINT "listing_proposals_refused" CHECK (("listing_proposals"."refusal" is null) = ("listing_proposals"."state" <> 'refused'))
);
--> statement-breakpoint
CREATE TABLE "program_licences" (
	"program_id" uuid PRIMARY KEY NOT NULL,
	"status" text NOT NULL,
	"number" text,
	"until" date,
	CONSTRAINT "program_licences_status" CHECK ("program_licences"."status" in ('licensed', 'exempt', 'unlicensed'))
);
--> statement-breakpoint
ALTER TABLE "listing_proposals" ADD CONSTRAINT "listing_proposals_program_id_programs_id_fk" FOREIGN KEY ("program_id") REFERENCES "public"."programs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "listing_proposals" ADD CONSTRAINT "listing_proposals_visibility_change_id_visibility_changes_id_fk" FOREIGN KEY ("visibility_change_id") REFERENCES "public"."visibility_changes"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "listing_proposals" ADD CONSTRAINT "listing_proposals_proposed_by_users_id_fk" FOREIGN KEY ("proposed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "listing_proposals" ADD CONSTRAINT "listing_proposals_decided_by_users_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "program_licences" ADD CONSTRAINT "program_licences_program_id_programs_id_fk" FOREIGN KEY ("program_id") REFERENCES "public"."programs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "listing_proposals_program" ON "listing_proposals" USING btree ("program_id");--> statement-breakpoint
CREATE UNIQUE INDEX "listing_proposals_one_open" ON "listing_proposals" USING btree ("program_id","subject") WHERE "listing_proposals"."state" = 'proposed';--> statement-breakpoint
CREATE INDEX "call_attempts_program" ON "call_attempts" USING btree ("program_id","called_at");