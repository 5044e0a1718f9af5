CREATE TABLE "api_key_programs" (
	"key_id" uuid NOT NULL,
	"program_id" uuid NOT NULL,
	CONSTRAINT "api_key_programs_key_id_program_id_pk" PRIMARY KEY("key_id","program_id")
);
--> statement-breakpoint
CREATE TABLE "api_keys" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"key_hash" text NOT NULL,
	"hint" text NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	"last_used_at" timestamp with time zone,
	CONSTRAINT "api_keys_key_hash_unique" UNIQUE("key_hash"),
	CONSTRAINT "api_keys_name" CHECK (length("api_keys"."name") between 1 and 80)
);
--> statement-breakpoint
CREATE TABLE "call_codes" (
	"user_id" text PRIMARY KEY NOT NULL,
	"code_hash" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "confirm_link_uses" (
	"link_id" uuid NOT NULL,
	"action" text NOT NULL,
	"used_at" timestamp with time zone NOT NULL,
	CONSTRAINT "confirm_link_uses_link_id_action_pk" PRIMARY KEY("link_id","action"),
	CONSTRAINT "confirm_link_uses_action" CHECK ("confirm_link_uses"."action" in ('counts', 'unchanged', 'full'))
);
--> statement-breakpoint
CREATE TABLE "confirm_links" (
	"id" uuid PRIMARY KEY NOT NULL,
	"token_hash" text NOT NULL,
	"program_id" uuid NOT NULL,
	"user_id" text NOT NULL,
	"channel" text NOT NULL,
	"sent_by" text,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "confirm_links_token_hash_unique" UNIQUE("token_hash"),
	CONSTRAINT "confirm_links_channel" CHECK ("confirm_links"."channel" in ('mail', 'sms'))
);
--> statement-breakpoint
CREATE TABLE "duty_exceptions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"program_id" uuid NOT NULL,
	"user_id" text NOT NULL,
	"day" date NOT NULL,
	"starts_minute" smallint,
	"ends_minute" smallint,
	CONSTRAINT "duty_exceptions_starts" CHECK ("duty_exceptions"."starts_minute" between 0 and 1439),
	CONSTRAINT "duty_exceptions_ends" CHECK ("duty_exceptions"."ends_minute" > "duty_exceptions"."starts_minute" and "duty_exceptions"."ends_minute" <= "duty_exceptions"."starts_minute" + 1440),
	CONSTRAINT "duty_exceptions_whole" CHECK (num_nulls("duty_exceptions"."starts_minute", "duty_exceptions"."ends_minute") in (0, 2))
);
--> statement-breakpoint
CREATE TABLE "duty_shifts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"program_id" uuid NOT NULL,
	"user_id" text NOT NULL,
	"weekday" smallint NOT NULL,
	"starts_minute" smallint NOT NULL,
	"ends_minute" smallint NOT NULL,
	CONSTRAINT "duty_shifts_weekday" CHECK ("duty_shifts"."weekday" between 1 and 7),
	CONSTRAINT "duty_shifts_starts" CHECK ("duty_shifts"."starts_minute" between 0 and 1439),
	CONSTRAINT "duty_shifts_ends" CHECK ("duty_shifts"."ends_minute" > "duty_shifts"."starts_minute" and "duty_shifts"."ends_minute" <= "duty_shifts"."starts_minute" + 1440)
);
--> statement-breakpoint
CREATE TABLE "keypad_calls" (
	"call_id" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"language" text NOT NULL,
	"state" jsonb NOT NULL,
	"begun_at" timestamp with time zone NOT NULL,
	CONSTRAINT "keypad_calls_language" CHECK ("keypad_calls"."language" in ('en', 'es'))
);
--> statement-breakpoint
CREATE TABLE "program_shows" (
	"program_id" uuid NOT NULL,
	"day" date NOT NULL,
	"shown" integer NOT NULL,
	CONSTRAINT "program_shows_program_id_day_pk" PRIMARY KEY("program_id","day")
);
--> statement-breakpoint
CREATE TABLE "reminder_settings" (
	"program_id" uuid PRIMARY KEY NOT NULL,
	"enabled" boolean NOT NULL,
	"from_minute" smallint NOT NULL,
	"to_minute" smallint NOT NULL,
	"escalate" boolean NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "reminder_settings_from" CHECK ("reminder_settings"."from_minute" between 0 and 1439),
	CONSTRAINT "reminder_settings_to" CHECK ("reminder_settings"."to_minute" between 0 and 1439)
);
--> statement-breakpoint
CREATE TABLE "reminder_stops" (
	"user_id" text PRIMARY KEY NOT NULL,
	"stopped_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "reminders" (
	"id" uuid PRIMARY KEY NOT NULL,
	"program_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"observed_at" timestamp with time zone NOT NULL,
	"sent_at" timestamp with time zone NOT NULL,
	CONSTRAINT "reminders_once" UNIQUE("program_id","kind","observed_at"),
	CONSTRAINT "reminders_kind" CHECK ("reminders"."kind" in ('aging', 'stale'))
);
--> statement-breakpoint
CREATE TABLE "sms_questions" (
	"user_id" text PRIMARY KEY NOT NULL,
	"question" jsonb NOT NULL,
	"asked_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sms_received" (
	"message_id" text PRIMARY KEY NOT NULL,
	"received_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "bed_pools" DROP CONSTRAINT "bed_pools_source";--> statement-breakpoint
ALTER TABLE "bed_reports" DROP CONSTRAINT "bed_reports_source";--> statement-breakpoint
ALTER TABLE "api_key_programs" ADD CONSTRAINT "api_key_programs_key_id_api_keys_id_fk" FOREIGN KEY ("key_id") REFERENCES "public"."api_keys"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_key_programs" ADD CONSTRAINT "api_key_programs_program_id_programs_id_fk" FOREIGN KEY ("program_id") REFERENCES "public"."programs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_codes" ADD CONSTRAINT "call_codes_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "confirm_link_uses" ADD CONSTRAINT "confirm_link_uses_link_id_confirm_links_id_fk" FOREIGN KEY ("link_id") REFERENCES "public"."confirm_links"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "confirm_links" ADD CONSTRAINT "confirm_links_program_id_programs_id_fk" FOREIGN KEY ("program_id") REFERENCES "public"."programs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "confirm_links" ADD CONSTRAINT "confirm_links_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "confirm_links" ADD CONSTRAINT "confirm_links_sent_by_users_id_fk" FOREIGN KEY ("sent_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "duty_exceptions" ADD CONSTRAINT "duty_exceptions_program_id_programs_id_fk" FOREIGN KEY ("program_id") REFERENCES "public"."programs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "duty_exceptions" ADD CONSTRAINT "duty_exceptions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "duty_shifts" ADD CONSTRAINT "duty_shifts_program_id_programs_id_fk" FOREIGN KEY ("program_id") REFERENCES "public"."programs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "duty_shifts" ADD CONSTRAINT "duty_shifts_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "keypad_calls" ADD CONSTRAINT "keypad_calls_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "program_shows" ADD CONSTRAINT "program_shows_program_id_programs_id_fk" FOREIGN KEY ("program_id") REFERENCES "public"."programs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reminder_settings" ADD CONSTRAINT "reminder_settings_program_id_programs_id_fk" FOREIGN KEY ("program_id") REFERENCES "public"."programs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reminder_stops" ADD CONSTRAINT "reminder_stops_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reminders" ADD CONSTRAINT "reminders_program_id_programs_id_fk" FOREIGN KEY ("program_id") REFERENCES "public"."programs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sms_questions" ADD CONSTRAINT "sms_questions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "api_key_programs_program" ON "api_key_programs" USING btree ("program_id");--> statement-breakpoint
CREATE INDEX "confirm_links_program" ON "confirm_links" USING btree ("program_id","created_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "confirm_links_expires" ON "confirm_links" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "duty_exceptions_program" ON "duty_exceptions" USING btree ("program_id","day");--> statement-breakpoint
CREATE INDEX "duty_shifts_program" ON "duty_shifts" USING btree ("program_id");--> statement-breakpoint
CREATE INDEX "keypad_calls_begun" ON "keypad_calls" USING btree ("begun_at");--> statement-breakpoint
CREATE INDEX "sms_received_at" ON "sms_received" USING btree ("received_at");--> statement-breakpoint
ALTER TABLE "bed_pools" ADD CONSTRAINT "bed_pools_source" CHECK ("bed_pools"."source" in ('web', 'link', 'sms', 'call', 'api', 'import'));--> statement-breakpoint
ALTER TABLE "bed_reports" ADD CONSTRAINT "bed_reports_source" CHECK ("bed_reports"."source" in ('web', 'link', 'sms', 'call', 'api', 'import'));