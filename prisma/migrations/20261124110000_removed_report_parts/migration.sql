-- Parts that were taken out of reports, with what hung on them, so that they can be put back as they were.
CREATE TABLE "removed_report_element" (
    "id" UUID NOT NULL,
    "report_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "block" JSONB NOT NULL,
    "pin_position" INTEGER,
    "package_ids" UUID[] NOT NULL DEFAULT '{}',
    "removed_by_id" UUID,
    "removed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "removed_report_element_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "removed_report_element_report_id_fkey" FOREIGN KEY ("report_id") REFERENCES "report"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "removed_report_element_removed_by_id_fkey" FOREIGN KEY ("removed_by_id") REFERENCES "app_user"("id") ON DELETE SET NULL ON UPDATE CASCADE
);
CREATE INDEX "removed_report_element_report_id_idx" ON "removed_report_element" ("report_id");
CREATE INDEX "removed_report_element_removed_by_id_idx" ON "removed_report_element" ("removed_by_id");
CREATE INDEX "removed_report_element_removed_at_idx" ON "removed_report_element" ("removed_at");
