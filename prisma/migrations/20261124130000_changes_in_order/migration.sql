-- When a person's part in a project changed last: their role, their state, their score there. Who takes part already counts as changed now.
ALTER TABLE "participation" ADD COLUMN "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- What changed since an instant is found by these, in the place of every user being looked at.
CREATE INDEX "app_user_updated_at_idx" ON "app_user" ("updated_at");
CREATE INDEX "participation_project_id_updated_at_idx" ON "participation" ("project_id", "updated_at");
CREATE INDEX "external_data_record_group_id_updated_at_idx" ON "external_data_record" ("group_id", "updated_at");
