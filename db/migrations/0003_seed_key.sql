ALTER TABLE "programs" ADD COLUMN "seed_key" text;--> statement-breakpoint
ALTER TABLE "programs" ADD CONSTRAINT "programs_seed_key_unique" UNIQUE("seed_key");