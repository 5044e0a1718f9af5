CREATE TABLE "accounts" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"user_id" text NOT NULL,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires_at" timestamp with time zone,
	"refresh_token_expires_at" timestamp with time zone,
	"scope" text,
	"password" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "program_staff" (
	"user_id" text NOT NULL,
	"program_id" uuid NOT NULL,
	"lead" boolean DEFAULT false NOT NULL,
	CONSTRAINT "program_staff_user_id_program_id_pk" PRIMARY KEY("user_id","program_id")
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" text PRIMARY KEY NOT NULL,
	"token" text NOT NULL,
	"user_id" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"ip_address" text,
	"user_agent" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sessions_token_unique" UNIQUE("token")
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"email_verified" boolean DEFAULT false NOT NULL,
	"image" text,
	"role" text NOT NULL,
	"organization_id" uuid,
	"training" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "users_email_unique" UNIQUE("email"),
	CONSTRAINT "users_role" CHECK ("users"."role" in ('worker', 'provider', 'analyst', 'steward', 'administrator'))
);
--> statement-breakpoint
CREATE TABLE "verifications" (
	"id" text PRIMARY KEY NOT NULL,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "bed_pools" (
	"id" uuid PRIMARY KEY NOT NULL,
	"program_id" uuid NOT NULL,
	"label" text NOT NULL,
	"age_min" smallint,
	"age_max" smallint,
	"genders" text[],
	"dedicated" boolean DEFAULT false NOT NULL,
	"open" integer,
	"total" integer,
	"kept_for_missing" integer,
	"observed_at" timestamp with time zone,
	"received_at" timestamp with time zone,
	"source" text,
	"version" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "bed_pools_program_label" UNIQUE("program_id","label"),
	CONSTRAINT "bed_pools_source" CHECK ("bed_pools"."source" in ('web', 'link', 'sms', 'api', 'import')),
	CONSTRAINT "bed_pools_genders" CHECK ("bed_pools"."genders" <@ array['girl', 'boy', 'transgender_girl', 'transgender_boy', 'nonbinary']::text[]),
	CONSTRAINT "bed_pools_age_min" CHECK ("bed_pools"."age_min" between 0 and 120),
	CONSTRAINT "bed_pools_age_max" CHECK ("bed_pools"."age_max" between 0 and 120),
	CONSTRAINT "bed_pools_age_range" CHECK ("bed_pools"."age_min" <= "bed_pools"."age_max"),
	CONSTRAINT "bed_pools_open" CHECK ("bed_pools"."open" >= 0),
	CONSTRAINT "bed_pools_total" CHECK ("bed_pools"."total" between 0 and 5000),
	CONSTRAINT "bed_pools_kept" CHECK ("bed_pools"."kept_for_missing" >= 0),
	CONSTRAINT "bed_pools_fit" CHECK ("bed_pools"."open" + coalesce("bed_pools"."kept_for_missing", 0) <= "bed_pools"."total"),
	CONSTRAINT "bed_pools_whole" CHECK (num_nulls("bed_pools"."open", "bed_pools"."observed_at", "bed_pools"."received_at", "bed_pools"."source") in (0, 4))
);
--> statement-breakpoint
CREATE TABLE "bed_reports" (
	"id" uuid PRIMARY KEY NOT NULL,
	"pool_id" uuid NOT NULL,
	"open" integer NOT NULL,
	"total" integer,
	"kept_for_missing" integer DEFAULT 0 NOT NULL,
	"observed_at" timestamp with time zone NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"source" text NOT NULL,
	"reported_by" text,
	CONSTRAINT "bed_reports_source" CHECK ("bed_reports"."source" in ('web', 'link', 'sms', 'api', 'import')),
	CONSTRAINT "bed_reports_open" CHECK ("bed_reports"."open" >= 0),
	CONSTRAINT "bed_reports_total" CHECK ("bed_reports"."total" between 0 and 5000),
	CONSTRAINT "bed_reports_kept" CHECK ("bed_reports"."kept_for_missing" >= 0),
	CONSTRAINT "bed_reports_fit" CHECK ("bed_reports"."open" + "bed_reports"."kept_for_missing" <= "bed_reports"."total"),
	CONSTRAINT "bed_reports_not_future" CHECK ("bed_reports"."observed_at" <= "bed_reports"."received_at")
);
--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"user_id" text NOT NULL,
	"operation" text NOT NULL,
	"key" text NOT NULL,
	"request_hash" text NOT NULL,
	"response" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "idempotency_keys_user_id_operation_key_pk" PRIMARY KEY("user_id","operation","key")
);
--> statement-breakpoint
CREATE TABLE "confidential_addresses" (
	"site_id" uuid PRIMARY KEY NOT NULL,
	"address" text NOT NULL,
	"city" text NOT NULL,
	"zip" char(5) NOT NULL,
	"lat" double precision NOT NULL,
	"lon" double precision NOT NULL
);
--> statement-breakpoint
CREATE TABLE "documents" (
	"id" uuid PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"title" text NOT NULL,
	"publisher" text NOT NULL,
	"published" text NOT NULL,
	"url" text,
	CONSTRAINT "documents_key_unique" UNIQUE("key")
);
--> statement-breakpoint
CREATE TABLE "intake_closed_days" (
	"program_id" uuid NOT NULL,
	"day" date NOT NULL,
	CONSTRAINT "intake_closed_days_program_id_day_pk" PRIMARY KEY("program_id","day")
);
--> statement-breakpoint
CREATE TABLE "intake_hours" (
	"program_id" uuid NOT NULL,
	"weekday" smallint NOT NULL,
	"opens_minute" smallint NOT NULL,
	"closes_minute" smallint NOT NULL,
	"last_intake_minute" smallint,
	CONSTRAINT "intake_hours_program_id_weekday_opens_minute_pk" PRIMARY KEY("program_id","weekday","opens_minute"),
	CONSTRAINT "intake_hours_weekday" CHECK ("intake_hours"."weekday" between 1 and 7),
	CONSTRAINT "intake_hours_opens" CHECK ("intake_hours"."opens_minute" between 0 and 1439),
	CONSTRAINT "intake_hours_closes" CHECK ("intake_hours"."closes_minute" > "intake_hours"."opens_minute" and "intake_hours"."closes_minute" <= "intake_hours"."opens_minute" + 1440),
	CONSTRAINT "intake_hours_last" CHECK ("intake_hours"."last_intake_minute" > "intake_hours"."opens_minute" and "intake_hours"."last_intake_minute" <= "intake_hours"."closes_minute")
);
--> statement-breakpoint
CREATE TABLE "organizations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"aliases" text[] DEFAULT '{}' NOT NULL,
	"url" text,
	"training" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "organizations_name_unique" UNIQUE("name")
);
--> statement-breakpoint
CREATE TABLE "program_areas" (
	"program_id" uuid NOT NULL,
	"scope" text NOT NULL,
	"code" text NOT NULL,
	CONSTRAINT "program_areas_program_id_scope_code_pk" PRIMARY KEY("program_id","scope","code"),
	CONSTRAINT "program_areas_scope" CHECK ("program_areas"."scope" in ('county', 'state', 'nation')),
	CONSTRAINT "program_areas_code" CHECK (("program_areas"."scope" = 'county' and "program_areas"."code" ~ '^[0-9]{5}$') or ("program_areas"."scope" = 'state' and "program_areas"."code" ~ '^[A-Z]{2}$') or ("program_areas"."scope" = 'nation' and "program_areas"."code" = 'US'))
);
--> statement-breakpoint
CREATE TABLE "program_circumstances" (
	"program_id" uuid NOT NULL,
	"circumstance" text NOT NULL,
	"policy" text NOT NULL,
	CONSTRAINT "program_circumstances_program_id_circumstance_pk" PRIMARY KEY("program_id","circumstance"),
	CONSTRAINT "program_circumstances_circumstance" CHECK ("program_circumstances"."circumstance" in ('runaway_history', 'after_hours', 'placement_altercation', 'violence_history', 'no_identification', 'no_guardian_available', 'developmental_disability', 'pregnant', 'parenting', 'substance_use', 'acute_mental_health', 'self_harm', 'medical_needs', 'fire_setting', 'sexual_behavior', 'gang_involvement', 'pending_charges', 'noncitizen', 'not_ready')),
	CONSTRAINT "program_circumstances_policy" CHECK ("program_circumstances"."policy" in ('accepts', 'ask', 'declines'))
);
--> statement-breakpoint
CREATE TABLE "program_citations" (
	"program_id" uuid NOT NULL,
	"document_id" uuid NOT NULL,
	"place" text NOT NULL,
	"as_of" text NOT NULL,
	CONSTRAINT "program_citations_program_id_document_id_place_pk" PRIMARY KEY("program_id","document_id","place")
);
--> statement-breakpoint
CREATE TABLE "program_genders" (
	"program_id" uuid NOT NULL,
	"gender" text NOT NULL,
	"policy" text NOT NULL,
	CONSTRAINT "program_genders_program_id_gender_pk" PRIMARY KEY("program_id","gender"),
	CONSTRAINT "program_genders_gender" CHECK ("program_genders"."gender" in ('girl', 'boy', 'transgender_girl', 'transgender_boy', 'nonbinary')),
	CONSTRAINT "program_genders_policy" CHECK ("program_genders"."policy" in ('accepts', 'ask', 'declines'))
);
--> statement-breakpoint
CREATE TABLE "program_languages" (
	"program_id" uuid NOT NULL,
	"language" char(3) NOT NULL,
	"mode" text NOT NULL,
	CONSTRAINT "program_languages_program_id_language_pk" PRIMARY KEY("program_id","language"),
	CONSTRAINT "program_languages_mode" CHECK ("program_languages"."mode" in ('direct', 'interpreter', 'none')),
	CONSTRAINT "program_languages_language" CHECK ("program_languages"."language" ~ '^[a-z]{3}$')
);
--> statement-breakpoint
CREATE TABLE "program_security_features" (
	"program_id" uuid NOT NULL,
	"feature" text NOT NULL,
	CONSTRAINT "program_security_features_program_id_feature_pk" PRIMARY KEY("program_id","feature"),
	CONSTRAINT "program_security_features_feature" CHECK ("program_security_features"."feature" in ('undisclosed_location', 'secured', 'staff_secure', 'awake_night_staff', 'cameras', 'alarmed_doors', 'controlled_entry', 'no_phones', 'rural'))
);
--> statement-breakpoint
CREATE TABLE "program_services" (
	"program_id" uuid NOT NULL,
	"service" text NOT NULL,
	CONSTRAINT "program_services_program_id_service_pk" PRIMARY KEY("program_id","service"),
	CONSTRAINT "program_services_service" CHECK ("program_services"."service" in ('shelter', 'case_management', 'crisis_intervention', 'counseling', 'psychiatric_care', 'trauma_therapy', 'medical_care', 'substance_use_treatment', 'legal_advocacy', 'court_advocacy', 'immigration_relief', 'interpretation', 'education', 'job_training', 'life_skills', 'mentoring', 'survivor_leadership', 'peer_support', 'family_services', 'parenting_support', 'housing_referral', 'transportation', 'recreation', 'expressive_therapy', 'outreach', 'aftercare', 'assessment', 'forensic_interview', 'training', 'investigation', 'hotline'))
);
--> statement-breakpoint
CREATE TABLE "programs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"site_id" uuid,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"aliases" text[] DEFAULT '{}' NOT NULL,
	"summary" text,
	"status" text DEFAULT 'active' NOT NULL,
	"training" boolean DEFAULT false NOT NULL,
	"dedicated" boolean,
	"age_min" smallint,
	"age_max" smallint,
	"serves_domestic" boolean,
	"serves_international" boolean,
	"interpreter_any_language" boolean,
	"prefers_from_elsewhere" boolean,
	"phone" text,
	"intake_phone" text,
	"night_phone" text,
	"url" text,
	"intake_around_the_clock" boolean,
	"intake_paused_until" timestamp with time zone,
	"intake_pause_reason" text,
	"listed_capacity" integer,
	"listed_capacity_as_of" text,
	"longest_stay_days" integer,
	"stay_unlimited" boolean,
	"stay_until_age" smallint,
	"documents_to_bring" text[] DEFAULT '{}' NOT NULL,
	"verified_on" date,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "programs_organization_name" UNIQUE("organization_id","name"),
	CONSTRAINT "programs_kind" CHECK ("programs"."kind" in ('emergency_shelter', 'safe_house', 'transitional_living', 'group_home', 'residential_treatment', 'specialized_foster_care', 'case_management', 'mental_health', 'legal', 'medical', 'substance_use', 'advocacy', 'mentoring', 'drop_in', 'street_outreach', 'education_employment', 'advocacy_center', 'hotline', 'task_force')),
	CONSTRAINT "programs_status" CHECK ("programs"."status" in ('active', 'inactive')),
	CONSTRAINT "programs_pause_reason" CHECK ("programs"."intake_pause_reason" in ('full', 'staffing', 'quarantine', 'repairs', 'safety', 'other')),
	CONSTRAINT "programs_age_min" CHECK ("programs"."age_min" between 0 and 120),
	CONSTRAINT "programs_age_max" CHECK ("programs"."age_max" between 0 and 120),
	CONSTRAINT "programs_age_range" CHECK ("programs"."age_min" <= "programs"."age_max"),
	CONSTRAINT "programs_listed_capacity" CHECK ("programs"."listed_capacity" >= 0),
	CONSTRAINT "programs_longest_stay" CHECK ("programs"."longest_stay_days" > 0),
	CONSTRAINT "programs_stay_until_age" CHECK ("programs"."stay_until_age" between 0 and 120)
);
--> statement-breakpoint
CREATE TABLE "resources" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"publisher" text,
	"summary" text,
	"url" text,
	"phone" text,
	"topics" text[] DEFAULT '{}' NOT NULL,
	"year" smallint,
	"state" char(2),
	"document_id" uuid NOT NULL,
	"place" text NOT NULL,
	CONSTRAINT "resources_kind_name" UNIQUE("kind","name"),
	CONSTRAINT "resources_kind" CHECK ("resources"."kind" in ('agency', 'training', 'technical_assistance', 'practice', 'publication', 'screening_tool')),
	CONSTRAINT "resources_topics" CHECK ("resources"."topics" <@ array['victimization', 'juvenile', 'outreach']::text[])
);
--> statement-breakpoint
CREATE TABLE "sites" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"visibility" text NOT NULL,
	"address" text,
	"city" text,
	"zip" char(5),
	"county_fips" char(5),
	"state" char(2) NOT NULL,
	"lat" double precision,
	"lon" double precision,
	"time_zone" text NOT NULL,
	CONSTRAINT "sites_visibility" CHECK ("sites"."visibility" in ('public', 'partners', 'confidential')),
	CONSTRAINT "sites_confidential_has_no_address" CHECK ("sites"."visibility" <> 'confidential' or ("sites"."address" is null and "sites"."city" is null and "sites"."zip" is null)),
	CONSTRAINT "sites_point" CHECK (("sites"."lat" is null) = ("sites"."lon" is null)),
	CONSTRAINT "sites_lat" CHECK ("sites"."lat" between -90 and 90),
	CONSTRAINT "sites_lon" CHECK ("sites"."lon" between -180 and 180),
	CONSTRAINT "sites_zip" CHECK ("sites"."zip" ~ '^[0-9]{5}$'),
	CONSTRAINT "sites_county" CHECK ("sites"."county_fips" ~ '^[0-9]{5}$'),
	CONSTRAINT "sites_state" CHECK ("sites"."state" ~ '^[A-Z]{2}$')
);
--> statement-breakpoint
CREATE TABLE "search_documents" (
	"program_id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"names" text NOT NULL,
	"words" "tsvector" NOT NULL,
	"kind" text NOT NULL,
	"visibility" text NOT NULL,
	"state" char(2),
	"county" char(5),
	"areas" text[] NOT NULL,
	"languages" text[] NOT NULL,
	"genders" text[] NOT NULL,
	"circumstances" text[] NOT NULL,
	"services" text[] NOT NULL,
	"age_min" smallint,
	"age_max" smallint,
	"dedicated" boolean NOT NULL,
	"training" boolean NOT NULL,
	"lat" double precision,
	"lon" double precision,
	"observed_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "program_staff" ADD CONSTRAINT "program_staff_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "program_staff" ADD CONSTRAINT "program_staff_program_id_programs_id_fk" FOREIGN KEY ("program_id") REFERENCES "public"."programs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bed_pools" ADD CONSTRAINT "bed_pools_program_id_programs_id_fk" FOREIGN KEY ("program_id") REFERENCES "public"."programs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bed_reports" ADD CONSTRAINT "bed_reports_pool_id_bed_pools_id_fk" FOREIGN KEY ("pool_id") REFERENCES "public"."bed_pools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bed_reports" ADD CONSTRAINT "bed_reports_reported_by_users_id_fk" FOREIGN KEY ("reported_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "idempotency_keys" ADD CONSTRAINT "idempotency_keys_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "confidential_addresses" ADD CONSTRAINT "confidential_addresses_site_id_sites_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."sites"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "intake_closed_days" ADD CONSTRAINT "intake_closed_days_program_id_programs_id_fk" FOREIGN KEY ("program_id") REFERENCES "public"."programs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "intake_hours" ADD CONSTRAINT "intake_hours_program_id_programs_id_fk" FOREIGN KEY ("program_id") REFERENCES "public"."programs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "program_areas" ADD CONSTRAINT "program_areas_program_id_programs_id_fk" FOREIGN KEY ("program_id") REFERENCES "public"."programs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "program_circumstances" ADD CONSTRAINT "program_circumstances_program_id_programs_id_fk" FOREIGN KEY ("program_id") REFERENCES "public"."programs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "program_citations" ADD CONSTRAINT "program_citations_program_id_programs_id_fk" FOREIGN KEY ("program_id") REFERENCES "public"."programs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "program_citations" ADD CONSTRAINT "program_citations_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "program_genders" ADD CONSTRAINT "program_genders_program_id_programs_id_fk" FOREIGN KEY ("program_id") REFERENCES "public"."programs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "program_languages" ADD CONSTRAINT "program_languages_program_id_programs_id_fk" FOREIGN KEY ("program_id") REFERENCES "public"."programs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "program_security_features" ADD CONSTRAINT "program_security_features_program_id_programs_id_fk" FOREIGN KEY ("program_id") REFERENCES "public"."programs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "program_services" ADD CONSTRAINT "program_services_program_id_programs_id_fk" FOREIGN KEY ("program_id") REFERENCES "public"."programs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programs" ADD CONSTRAINT "programs_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programs" ADD CONSTRAINT "programs_site_id_sites_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."sites"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "resources" ADD CONSTRAINT "resources_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sites" ADD CONSTRAINT "sites_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "search_documents" ADD CONSTRAINT "search_documents_program_id_programs_id_fk" FOREIGN KEY ("program_id") REFERENCES "public"."programs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "accounts_user" ON "accounts" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "sessions_user" ON "sessions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "bed_pools_program" ON "bed_pools" USING btree ("program_id");--> statement-breakpoint
CREATE INDEX "bed_reports_pool_observed" ON "bed_reports" USING btree ("pool_id","observed_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "programs_site" ON "programs" USING btree ("site_id");--> statement-breakpoint
CREATE INDEX "search_documents_words" ON "search_documents" USING gin ("words");--> statement-breakpoint
CREATE INDEX "search_documents_names" ON "search_documents" USING gin ("names" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "search_documents_name" ON "search_documents" USING btree ("name" text_pattern_ops);--> statement-breakpoint
CREATE INDEX "search_documents_kind" ON "search_documents" USING btree ("kind");--> statement-breakpoint
CREATE INDEX "search_documents_county" ON "search_documents" USING btree ("county");--> statement-breakpoint
CREATE INDEX "search_documents_state" ON "search_documents" USING btree ("state");