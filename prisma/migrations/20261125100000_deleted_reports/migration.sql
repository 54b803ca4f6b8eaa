-- Private reports that were deleted, with what hung on them: the audit log does not keep those.
CREATE TABLE "removed_report" (
    "id" UUID NOT NULL,
    "project_id" UUID,
    "version" JSONB NOT NULL,
    "owner_id" UUID NOT NULL,
    "removed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "removed_report_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "removed_report_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "removed_report_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "removed_report_project_id_idx" ON "removed_report" ("project_id");
CREATE INDEX "removed_report_owner_id_idx" ON "removed_report" ("owner_id");
CREATE INDEX "removed_report_removed_at_idx" ON "removed_report" ("removed_at");

-- Who wants no more of a report's mails gets no more of them either when the report was deleted and is restored. They go with the project.
ALTER TABLE "distribution_opt_out" ADD COLUMN "project_id" UUID;
UPDATE "distribution_opt_out" o SET "project_id" = r."project_id" FROM "report" r WHERE r."id" = o."report_id";
ALTER TABLE "distribution_opt_out" DROP CONSTRAINT "distribution_opt_out_report_id_fkey";
ALTER TABLE "distribution_opt_out" ADD CONSTRAINT "distribution_opt_out_project_id_fkey"
    FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;
CREATE INDEX "distribution_opt_out_project_id_idx" ON "distribution_opt_out" ("project_id");
