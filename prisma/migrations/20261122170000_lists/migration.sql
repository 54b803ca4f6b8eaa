-- What a person wrote is counted and looked up by its author.
CREATE INDEX "comment_author_id_created_at_idx" ON "comment" ("author_id", "created_at");

-- A view may keep what its rows are grouped by.
ALTER TABLE "saved_view" ADD COLUMN "group_by" TEXT;
