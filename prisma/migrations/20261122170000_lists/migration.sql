-- What a person wrote is counted and looked up by its author.
CREATE INDEX "comment_author_id_created_at_idx" ON "comment" ("author_id", "created_at");

-- A view may keep what its rows are grouped by.
ALTER TABLE "saved_view" ADD COLUMN "group_by" TEXT;

-- Shared with one team. Without the team it is its owner's, and the managers', again.
ALTER TABLE "saved_filter" ADD CONSTRAINT "saved_filter_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE SET NULL ON UPDATE CASCADE;
CREATE INDEX "saved_filter_team_id_idx" ON "saved_filter"("team_id");

-- Shared with one team. Without the team it is its owner's, and the managers', again.
ALTER TABLE "saved_view" ADD CONSTRAINT "saved_view_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE SET NULL ON UPDATE CASCADE;
CREATE INDEX "saved_view_team_id_idx" ON "saved_view"("team_id");

-- PostgreSQL 18 makes such ids itself, twenty times as quickly.
DO $$
BEGIN
  IF EXISTS (SELECT 1 FROM pg_proc WHERE proname = 'uuidv7' AND pronamespace = 'pg_catalog'::regnamespace) THEN
    CREATE OR REPLACE FUNCTION "uuid_v7"() RETURNS uuid LANGUAGE sql VOLATILE PARALLEL SAFE AS 'SELECT pg_catalog.uuidv7()';
  END IF;
END $$;

-- A run can be taken back, each record with a verdict of its own.
ALTER TABLE "macro_run" ADD COLUMN "undone_at" TIMESTAMPTZ(3), ADD COLUMN "undone_by_id" UUID, ADD COLUMN "undone_by" TEXT;
ALTER TABLE "macro_run_record" ADD COLUMN "undone" TEXT;
