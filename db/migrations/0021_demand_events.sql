CREATE TABLE "counted_requests" (
	"request_id" uuid PRIMARY KEY NOT NULL
);
--> statement-breakpoint
CREATE TABLE "demand_events" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"kind" text NOT NULL,
	"hour" timestamp with time zone NOT NULL,
	"asked_by" text NOT NULL,
	"age_band" text NOT NULL,
	"gender" text,
	"county" char(5),
	"languages" char(3)[] DEFAULT '{}' NOT NULL,
	"circumstances" text[] DEFAULT '{}' NOT NULL,
	"found" text,
	"barrier" text,
	"outcome" text,
	"waited" text,
	"decline_reason" text,
	CONSTRAINT "demand_events_kind" CHECK ("demand_events"."kind" in ('search', 'request', 'decline')),
	CONSTRAINT "demand_events_asked_by" CHECK ("demand_events"."asked_by" in ('anonymous', 'worker', 'provider', 'analyst', 'steward', 'administrator')),
	CONSTRAINT "demand_events_age_band" CHECK ("demand_events"."age_band" in ('0_11', '12_13', '14_15', '16_17', '18_25')),
	CONSTRAINT "demand_events_gender" CHECK ("demand_events"."gender" in ('girl', 'boy', 'transgender_girl', 'transgender_boy', 'nonbinary')),
	CONSTRAINT "demand_events_circumstances" CHECK ("demand_events"."circumstances" <@ array['runaway_history', 'after_hours', 'placement_altercation', 'violence_history', 'no_identification', 'no_guardian_available', 'developmental_disability', 'pregnant', 'parenting', 'substance_use', 'acute_mental_health', 'self_harm', 'medical_needs', 'fire_setting', 'sexual_behavior', 'gang_involvement', 'pending_charges', 'noncitizen', 'not_ready']::text[]),
	CONSTRAINT "demand_events_found" CHECK ("demand_events"."found" in ('open_bed', 'fit', 'ask', 'none')),
	CONSTRAINT "demand_events_outcome" CHECK ("demand_events"."outcome" in ('arrived', 'no_show', 'released', 'declined', 'unanswered')),
	CONSTRAINT "demand_events_waited" CHECK ("demand_events"."waited" in ('0_15', '15_30', '30_60', '60_120', 'over_120')),
	CONSTRAINT "demand_events_decline_reason" CHECK ("demand_events"."decline_reason" in ('full', 'staffing', 'age', 'gender', 'circumstance', 'distance', 'hours', 'other')),
	CONSTRAINT "demand_events_county" CHECK ("demand_events"."county" ~ '^[0-9]{5}$'),
	CONSTRAINT "demand_events_barrier" CHECK ("demand_events"."barrier" ~ '^[a-z_]{1,40}(:[a-z_]{1,40})?$'),
	CONSTRAINT "demand_events_whole_hour" CHECK (extract(epoch from "demand_events"."hour") % 3600 = 0),
	CONSTRAINT "demand_events_found_by_search" CHECK (("demand_events"."kind" = 'search') = ("demand_events"."found" is not null)),
	CONSTRAINT "demand_events_ended" CHECK (("demand_events"."kind" = 'request') = ("demand_events"."outcome" is not null)),
	CONSTRAINT "demand_events_declined" CHECK (("demand_events"."kind" = 'decline') = ("demand_events"."decline_reason" is not null))
);
--> statement-breakpoint
CREATE TABLE "program_showings" (
	"program_id" uuid NOT NULL,
	"day" date NOT NULL,
	"shown" integer NOT NULL,
	CONSTRAINT "program_showings_program_id_day_pk" PRIMARY KEY("program_id","day"),
	CONSTRAINT "program_showings_shown" CHECK ("program_showings"."shown" > 0)
);
--> statement-breakpoint
ALTER TABLE "counted_requests" ADD CONSTRAINT "counted_requests_request_id_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."requests"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "program_showings" ADD CONSTRAINT "program_showings_program_id_programs_id_fk" FOREIGN KEY ("program_id") REFERENCES "public"."programs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "demand_events_hour" ON "demand_events" USING btree ("hour");