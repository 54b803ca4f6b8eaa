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
