-- The log of a team is read newest first, page by page.
DROP INDEX "team_log_team_id_at_idx";
CREATE INDEX "team_log_team_id_at_id_idx" ON "team_log" ("team_id", "at" DESC, "id" DESC);
