create extension if not exists fuzzystrmatch;
--> statement-breakpoint
CREATE TABLE "search_documents" (
	"program_id" uuid PRIMARY KEY NOT NULL,
	"number" integer GENERATED ALWAYS AS IDENTITY (sequence name "search_documents_number_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"version" bigint NOT NULL,
	"listed" boolean NOT NULL,
	"visibility" text NOT NULL,
	"names" text[] NOT NULL,
	"codes" text[] NOT NULL,
	"county" char(5),
	"lat" double precision,
	"lon" double precision,
	"verified_on" date,
	"name_words" "tsvector" NOT NULL,
	"words" "tsvector" NOT NULL,
	"site_words" "tsvector" NOT NULL,
	CONSTRAINT "search_documents_number_unique" UNIQUE("number"),
	CONSTRAINT "search_documents_visibility" CHECK ("search_documents"."visibility" in ('public', 'partners', 'confidential')),
	CONSTRAINT "search_documents_confidential_is_its_county" CHECK ("search_documents"."visibility" <> 'confidential' or ("search_documents"."lat" is null and "search_documents"."lon" is null and "search_documents"."site_words" = ''::tsvector))
);
--> statement-breakpoint
CREATE TABLE "search_state" (
	"only" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"version" bigint NOT NULL,
	"removed_in" bigint NOT NULL,
	CONSTRAINT "search_state_only" CHECK ("search_state"."only")
);
--> statement-breakpoint
CREATE TABLE "search_words" (
	"word" text PRIMARY KEY NOT NULL,
	"sound" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "search_documents" ADD CONSTRAINT "search_documents_program_id_programs_id_fk" FOREIGN KEY ("program_id") REFERENCES "public"."programs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "search_documents_version" ON "search_documents" USING btree ("version");--> statement-breakpoint
CREATE INDEX "search_documents_name_words" ON "search_documents" USING gin ("name_words");--> statement-breakpoint
CREATE INDEX "search_documents_words" ON "search_documents" USING gin ("words");--> statement-breakpoint
CREATE INDEX "search_documents_site_words" ON "search_documents" USING gin ("site_words");--> statement-breakpoint
CREATE INDEX "search_words_word" ON "search_words" USING gin ("word" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "search_words_prefix" ON "search_words" USING btree ("word" text_pattern_ops);--> statement-breakpoint
CREATE INDEX "search_words_sound" ON "search_words" USING btree ("sound");--> statement-breakpoint
insert into search_state (version, removed_in) values (1, 1);
--> statement-breakpoint
create function note_removed_search_documents() returns trigger language plpgsql as $$
begin
  if exists (select 1 from removed) then
    update search_state set version = version + 1, removed_in = version + 1;
  end if;
  return null;
end $$;
--> statement-breakpoint
create trigger search_documents_removed after delete on search_documents
  referencing old table as removed
  for each statement execute function note_removed_search_documents();
