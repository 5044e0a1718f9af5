CREATE TABLE "demand_months" (
	"month" date PRIMARY KEY NOT NULL,
	"figures" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "need_profiles" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"name" text NOT NULL,
	"need" jsonb NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "need_profiles_user_name" UNIQUE("user_id","name"),
	CONSTRAINT "need_profiles_name" CHECK (length("need_profiles"."name") between 1 and 60)
);
--> statement-breakpoint
CREATE TABLE "youth_populations" (
	"county" char(5) NOT NULL,
	"year" smallint NOT NULL,
	"from_10_to_14" integer NOT NULL,
	"from_15_to_19" integer NOT NULL,
	CONSTRAINT "youth_populations_county_year_pk" PRIMARY KEY("county","year"),
	CONSTRAINT "youth_populations_county" CHECK ("youth_populations"."county" ~ '^[0-9]{5}$'),
	CONSTRAINT "youth_populations_counts" CHECK ("youth_populations"."from_10_to_14" >= 0 and "youth_populations"."from_15_to_19" >= 0)
);
--> statement-breakpoint
ALTER TABLE "need_profiles" ADD CONSTRAINT "need_profiles_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;