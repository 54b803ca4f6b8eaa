-- The teams that may set a status; without any, everyone who changes tickets may. A team that is named here cannot be
-- deleted, save with its project, which takes both along in an order of its own.
CREATE TABLE "feedback_status_team" (
    "status_id" UUID NOT NULL,
    "team_id" UUID NOT NULL,
    CONSTRAINT "feedback_status_team_pkey" PRIMARY KEY ("status_id", "team_id"),
    CONSTRAINT "feedback_status_team_status_id_fkey" FOREIGN KEY ("status_id") REFERENCES "feedback_status"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "feedback_status_team_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE NO ACTION ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX "feedback_status_team_team_id_idx" ON "feedback_status_team" ("team_id");
