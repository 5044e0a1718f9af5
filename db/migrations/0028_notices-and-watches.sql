CREATE TABLE "contact_phones" (
	"user_id" text PRIMARY KEY NOT NULL,
	"number" text NOT NULL,
	"verified_at" timestamp with time zone,
	"code_hash" text,
	"code_ends_at" timestamp with time zone,
	"code_tries" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "contact_phones_number" CHECK ("contact_phones"."number" ~ '^[+][1-9][0-9]{6,14}$')
);
--> statement-breakpoint
CREATE TABLE "notice_choices" (
	"user_id" text PRIMARY KEY NOT NULL,
	"email" boolean DEFAULT true NOT NULL,
	"push" boolean DEFAULT true NOT NULL,
	"sms" boolean DEFAULT true NOT NULL,
	"language" text,
	CONSTRAINT "notice_choices_language" CHECK ("notice_choices"."language" in ('en', 'es'))
);
--> statement-breakpoint
CREATE TABLE "notices" (
	"id" uuid PRIMARY KEY NOT NULL,
	"event" text NOT NULL,
	"kind" text NOT NULL,
	"user_id" text NOT NULL,
	"channel" text NOT NULL,
	"hold_id" uuid,
	"watch_id" uuid,
	"state" text NOT NULL,
	"outcome" text,
	"tries" smallint DEFAULT 0 NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"planned_at" timestamp with time zone NOT NULL,
	"sent_at" timestamp with time zone,
	"delivered_at" timestamp with time zone,
	CONSTRAINT "notices_once" UNIQUE("event","user_id","channel"),
	CONSTRAINT "notices_kind" CHECK ("notices"."kind" in ('request_asked', 'hold_accepted', 'hold_declined', 'hold_taken_back', 'hold_expiring', 'bed_opened')),
	CONSTRAINT "notices_channel" CHECK ("notices"."channel" in ('email', 'push', 'sms')),
	CONSTRAINT "notices_state" CHECK ("notices"."state" in ('planned', 'sending', 'sent', 'delivered', 'failed', 'unknown', 'skipped')),
	CONSTRAINT "notices_outcome" CHECK ("notices"."outcome" in ('overtaken', 'stopped', 'no_address', 'refused', 'unreachable', 'undelivered'))
);
--> statement-breakpoint
CREATE TABLE "push_keys" (
	"only" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"public_key" text NOT NULL,
	"private_key" text NOT NULL,
	CONSTRAINT "push_keys_only" CHECK ("push_keys"."only")
);
--> statement-breakpoint
CREATE TABLE "push_subscriptions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"endpoint" text NOT NULL,
	"p256dh" text NOT NULL,
	"auth" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "push_subscriptions_endpoint_unique" UNIQUE("endpoint")
);
--> statement-breakpoint
CREATE TABLE "stopped_numbers" (
	"number" text PRIMARY KEY NOT NULL,
	"stopped_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "watch_findings" (
	"watch_id" uuid NOT NULL,
	"program_id" uuid NOT NULL,
	"open" integer NOT NULL,
	"told" boolean NOT NULL,
	"found_at" timestamp with time zone NOT NULL,
	CONSTRAINT "watch_findings_watch_id_program_id_open_pk" PRIMARY KEY("watch_id","program_id","open")
);
--> statement-breakpoint
CREATE TABLE "watches" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"age" smallint,
	"gender" text,
	"languages" char(3)[] DEFAULT '{}' NOT NULL,
	"interpreter" boolean DEFAULT true NOT NULL,
	"circumstances" text[] DEFAULT '{}' NOT NULL,
	"kinds" text[] DEFAULT '{}' NOT NULL,
	"county" char(5),
	"within_miles" smallint,
	"dedicated_only" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	CONSTRAINT "watches_gender" CHECK ("watches"."gender" in ('girl', 'boy', 'transgender_girl', 'transgender_boy', 'nonbinary')),
	CONSTRAINT "watches_circumstances" CHECK ("watches"."circumstances" <@ array['runaway_history', 'after_hours', 'placement_altercation', 'violence_history', 'no_identification', 'no_guardian_available', 'developmental_disability', 'pregnant', 'parenting', 'substance_use', 'acute_mental_health', 'self_harm', 'medical_needs', 'fire_setting', 'sexual_behavior', 'gang_involvement', 'pending_charges', 'noncitizen', 'not_ready']::text[]),
	CONSTRAINT "watches_kinds" CHECK ("watches"."kinds" <@ array['emergency_shelter', 'safe_house', 'transitional_living', 'group_home', 'residential_treatment', 'specialized_foster_care', 'case_management', 'mental_health', 'legal', 'medical', 'substance_use', 'advocacy', 'mentoring', 'drop_in', 'street_outreach', 'education_employment', 'advocacy_center', 'hotline', 'task_force']::text[]),
	CONSTRAINT "watches_age" CHECK ("watches"."age" between 0 and 25),
	CONSTRAINT "watches_county" CHECK ("watches"."county" ~ '^[0-9]{5}$')
);
--> statement-breakpoint
ALTER TABLE "contact_phones" ADD CONSTRAINT "contact_phones_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_choices" ADD CONSTRAINT "notice_choices_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_hold_id_holds_id_fk" FOREIGN KEY ("hold_id") REFERENCES "public"."holds"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_watch_id_watches_id_fk" FOREIGN KEY ("watch_id") REFERENCES "public"."watches"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "push_subscriptions" ADD CONSTRAINT "push_subscriptions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "watch_findings" ADD CONSTRAINT "watch_findings_watch_id_watches_id_fk" FOREIGN KEY ("watch_id") REFERENCES "public"."watches"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "watch_findings" ADD CONSTRAINT "watch_findings_program_id_programs_id_fk" FOREIGN KEY ("program_id") REFERENCES "public"."programs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "watches" ADD CONSTRAINT "watches_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "contact_phones_verified_number" ON "contact_phones" USING btree ("number") WHERE "contact_phones"."verified_at" is not null;--> statement-breakpoint
CREATE INDEX "notices_hold" ON "notices" USING btree ("hold_id");--> statement-breakpoint
CREATE INDEX "notices_user" ON "notices" USING btree ("user_id","id");--> statement-breakpoint
CREATE INDEX "notices_unfinished" ON "notices" USING btree ("planned_at") WHERE "notices"."state" in ('planned', 'sending');--> statement-breakpoint
CREATE INDEX "push_subscriptions_user" ON "push_subscriptions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "watches_user" ON "watches" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "watches_ends" ON "watches" USING btree ("ends_at");