CREATE TABLE "call_attempts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"worker_id" text NOT NULL,
	"program_id" uuid NOT NULL,
	"request_id" uuid,
	"outcome" text NOT NULL,
	"decline_reason" text,
	"decline_circumstance" text,
	"age" smallint,
	"gender" text,
	"languages" char(3)[] DEFAULT '{}' NOT NULL,
	"interpreter" boolean DEFAULT true NOT NULL,
	"circumstances" text[] DEFAULT '{}' NOT NULL,
	"county" char(5),
	"called_at" timestamp with time zone NOT NULL,
	CONSTRAINT "call_attempts_outcome" CHECK ("call_attempts"."outcome" in ('no_answer', 'full', 'declined', 'will_take')),
	CONSTRAINT "call_attempts_decline_reason" CHECK ("call_attempts"."decline_reason" in ('full', 'staffing', 'age', 'gender', 'circumstance', 'distance', 'hours', 'other')),
	CONSTRAINT "call_attempts_decline_circumstance" CHECK ("call_attempts"."decline_circumstance" in ('runaway_history', 'after_hours', 'placement_altercation', 'violence_history', 'no_identification', 'no_guardian_available', 'developmental_disability', 'pregnant', 'parenting', 'substance_use', 'acute_mental_health', 'self_harm', 'medical_needs', 'fire_setting', 'sexual_behavior', 'gang_involvement', 'pending_charges', 'noncitizen', 'not_ready')),
	CONSTRAINT "call_attempts_gender" CHECK ("call_attempts"."gender" in ('girl', 'boy', 'transgender_girl', 'transgender_boy', 'nonbinary')),
	CONSTRAINT "call_attempts_circumstances" CHECK ("call_attempts"."circumstances" <@ array['runaway_history', 'after_hours', 'placement_altercation', 'violence_history', 'no_identification', 'no_guardian_available', 'developmental_disability', 'pregnant', 'parenting', 'substance_use', 'acute_mental_health', 'self_harm', 'medical_needs', 'fire_setting', 'sexual_behavior', 'gang_involvement', 'pending_charges', 'noncitizen', 'not_ready']::text[]),
	CONSTRAINT "call_attempts_age" CHECK ("call_attempts"."age" between 0 and 25),
	CONSTRAINT "call_attempts_county" CHECK ("call_attempts"."county" ~ '^[0-9]{5}$'),
	CONSTRAINT "call_attempts_need" CHECK (("call_attempts"."request_id" is null) = ("call_attempts"."age" is not null)),
	CONSTRAINT "call_attempts_declined" CHECK (("call_attempts"."outcome" = 'declined') = ("call_attempts"."decline_reason" is not null) and ("call_attempts"."decline_reason" is not distinct from 'circumstance') = ("call_attempts"."decline_circumstance" is not null))
);
--> statement-breakpoint
CREATE TABLE "meeting_points" (
	"program_id" uuid PRIMARY KEY NOT NULL,
	"directions" text NOT NULL,
	"changed_by" text NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "meeting_points_directions" CHECK (char_length(directions) between 10 and 300)
);
--> statement-breakpoint
ALTER TABLE "call_attempts" ADD CONSTRAINT "call_attempts_worker_id_users_id_fk" FOREIGN KEY ("worker_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_attempts" ADD CONSTRAINT "call_attempts_program_id_programs_id_fk" FOREIGN KEY ("program_id") REFERENCES "public"."programs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_attempts" ADD CONSTRAINT "call_attempts_request_id_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."requests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_points" ADD CONSTRAINT "meeting_points_program_id_programs_id_fk" FOREIGN KEY ("program_id") REFERENCES "public"."programs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_points" ADD CONSTRAINT "meeting_points_changed_by_users_id_fk" FOREIGN KEY ("changed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "call_attempts_worker" ON "call_attempts" USING btree ("worker_id","id");--> statement-breakpoint
CREATE INDEX "call_attempts_request" ON "call_attempts" USING btree ("request_id");