CREATE TABLE "hold_history" (
	"id" uuid PRIMARY KEY NOT NULL,
	"hold_id" uuid NOT NULL,
	"move" text NOT NULL,
	"party" text NOT NULL,
	"actor" text,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "hold_history_move" CHECK ("hold_history"."move" in ('ask', 'accept', 'decline', 'release', 'extend', 'arrive', 'no_show', 'yield', 'expire')),
	CONSTRAINT "hold_history_party" CHECK ("hold_history"."party" in ('worker', 'staff', 'rule')),
	CONSTRAINT "hold_history_actor" CHECK (("hold_history"."party" = 'rule') = ("hold_history"."actor" is null))
);
--> statement-breakpoint
CREATE TABLE "holds" (
	"id" uuid PRIMARY KEY NOT NULL,
	"request_id" uuid NOT NULL,
	"program_id" uuid NOT NULL,
	"pool_id" uuid,
	"state" text NOT NULL,
	"enquiry" text,
	"excluded_by" text[] DEFAULT '{}' NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"arriving_at" timestamp with time zone,
	"accepted_at" timestamp with time zone,
	"arrived_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"decline_reason" text,
	"decline_circumstance" text,
	CONSTRAINT "holds_request_program" UNIQUE("request_id","program_id"),
	CONSTRAINT "holds_state" CHECK ("holds"."state" in ('waiting', 'accepted', 'arrived', 'declined', 'expired', 'released', 'no_show')),
	CONSTRAINT "holds_enquiry" CHECK ("holds"."enquiry" in ('asked', 'excluded', 'no_pool', 'no_count', 'stale_count', 'full')),
	CONSTRAINT "holds_decline_reason" CHECK ("holds"."decline_reason" in ('full', 'staffing', 'age', 'gender', 'circumstance', 'distance', 'hours', 'other')),
	CONSTRAINT "holds_decline_circumstance" CHECK ("holds"."decline_circumstance" in ('runaway_history', 'after_hours', 'placement_altercation', 'violence_history', 'no_identification', 'no_guardian_available', 'developmental_disability', 'pregnant', 'parenting', 'substance_use', 'acute_mental_health', 'self_harm', 'medical_needs', 'fire_setting', 'sexual_behavior', 'gang_involvement', 'pending_charges', 'noncitizen', 'not_ready')),
	CONSTRAINT "holds_claims_or_enquires" CHECK ("holds"."pool_id" is not null or "holds"."enquiry" is not null),
	CONSTRAINT "holds_declined" CHECK (("holds"."state" = 'declined') = ("holds"."decline_reason" is not null) and ("holds"."decline_reason" is not distinct from 'circumstance') = ("holds"."decline_circumstance" is not null)),
	CONSTRAINT "holds_arrived" CHECK (("holds"."state" = 'arrived') = ("holds"."arrived_at" is not null)),
	CONSTRAINT "holds_ended" CHECK (("holds"."state" in ('declined', 'expired', 'released', 'no_show')) = ("holds"."ended_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "requests" (
	"id" uuid PRIMARY KEY NOT NULL,
	"reference" text NOT NULL,
	"worker_id" text NOT NULL,
	"age" smallint NOT NULL,
	"gender" text,
	"languages" char(3)[] DEFAULT '{}' NOT NULL,
	"interpreter" boolean DEFAULT true NOT NULL,
	"circumstances" text[] DEFAULT '{}' NOT NULL,
	"county" char(5),
	"arriving_at" timestamp with time zone,
	"asked_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	CONSTRAINT "requests_gender" CHECK ("requests"."gender" in ('girl', 'boy', 'transgender_girl', 'transgender_boy', 'nonbinary')),
	CONSTRAINT "requests_circumstances" CHECK ("requests"."circumstances" <@ array['runaway_history', 'after_hours', 'placement_altercation', 'violence_history', 'no_identification', 'no_guardian_available', 'developmental_disability', 'pregnant', 'parenting', 'substance_use', 'acute_mental_health', 'self_harm', 'medical_needs', 'fire_setting', 'sexual_behavior', 'gang_involvement', 'pending_charges', 'noncitizen', 'not_ready']::text[]),
	CONSTRAINT "requests_age" CHECK ("requests"."age" between 0 and 25),
	CONSTRAINT "requests_reference" CHECK ("requests"."reference" ~ '^[A-Z]{3,10}-[0-9]{3}$'),
	CONSTRAINT "requests_county" CHECK ("requests"."county" ~ '^[0-9]{5}$')
);
--> statement-breakpoint
ALTER TABLE "hold_history" ADD CONSTRAINT "hold_history_hold_id_holds_id_fk" FOREIGN KEY ("hold_id") REFERENCES "public"."holds"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hold_history" ADD CONSTRAINT "hold_history_actor_users_id_fk" FOREIGN KEY ("actor") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "holds" ADD CONSTRAINT "holds_request_id_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."requests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "holds" ADD CONSTRAINT "holds_program_id_programs_id_fk" FOREIGN KEY ("program_id") REFERENCES "public"."programs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "holds" ADD CONSTRAINT "holds_pool_id_bed_pools_id_fk" FOREIGN KEY ("pool_id") REFERENCES "public"."bed_pools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requests" ADD CONSTRAINT "requests_worker_id_users_id_fk" FOREIGN KEY ("worker_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "hold_history_hold" ON "hold_history" USING btree ("hold_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "holds_one_accepted" ON "holds" USING btree ("request_id") WHERE "holds"."state" in ('accepted', 'arrived');--> statement-breakpoint
CREATE INDEX "holds_program" ON "holds" USING btree ("program_id","id");--> statement-breakpoint
CREATE INDEX "holds_claims" ON "holds" USING btree ("pool_id") WHERE "holds"."state" in ('waiting', 'accepted', 'arrived');--> statement-breakpoint
CREATE INDEX "holds_running" ON "holds" USING btree ("expires_at") WHERE "holds"."state" in ('waiting', 'accepted');--> statement-breakpoint
CREATE INDEX "requests_worker" ON "requests" USING btree ("worker_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "requests_open_reference" ON "requests" USING btree ("reference") WHERE "requests"."closed_at" is null;