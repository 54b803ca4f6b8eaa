CREATE TYPE "schedule_rate" AS ENUM ('once', 'hourly', 'daily', 'weekly', 'monthly', 'cron');
CREATE TYPE "schedule_outcome" AS ENUM ('ran', 'nobody', 'away', 'off', 'still_going', 'macro_off', 'waits_for_value', 'refused');

CREATE TABLE "macro_schedule" (
    "id" UUID NOT NULL,
    "project_id" UUID,
    "target" "macro_target" NOT NULL,
    "feedback_type_id" UUID,
    "macro_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "filter_id" UUID,
    "rate" "schedule_rate" NOT NULL,
    "weekdays" TEXT[] NOT NULL DEFAULT '{}',
    "month_day" TEXT,
    "pattern" TEXT,
    "starts_at" TEXT NOT NULL,
    "ends_at" TEXT,
    "time_zone" TEXT NOT NULL,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "next_at" TIMESTAMPTZ(3),
    "modified_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "modified_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "macro_schedule_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "macro_schedule_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "macro_schedule_feedback_type_id_fkey" FOREIGN KEY ("feedback_type_id") REFERENCES "feedback_type"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "macro_schedule_macro_id_fkey" FOREIGN KEY ("macro_id") REFERENCES "macro"("id") ON DELETE NO ACTION ON UPDATE CASCADE,
    CONSTRAINT "macro_schedule_filter_id_fkey" FOREIGN KEY ("filter_id") REFERENCES "saved_filter"("id") ON DELETE NO ACTION ON UPDATE CASCADE
);
CREATE INDEX "macro_schedule_project_id_idx" ON "macro_schedule"("project_id");
CREATE INDEX "macro_schedule_macro_id_idx" ON "macro_schedule"("macro_id");
CREATE INDEX "macro_schedule_filter_id_idx" ON "macro_schedule"("filter_id");
-- Asked by every worker every few seconds.
CREATE INDEX "macro_schedule_due_idx" ON "macro_schedule"("next_at") WHERE "enabled";

CREATE TABLE "schedule_entry" (
    "id" UUID NOT NULL,
    "schedule_id" UUID NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3),
    "times" INTEGER NOT NULL DEFAULT 1,
    "outcome" "schedule_outcome" NOT NULL,
    "reason" TEXT,
    "run_id" UUID,
    "by_hand" BOOLEAN NOT NULL DEFAULT false,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "schedule_entry_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "schedule_entry_schedule_id_fkey" FOREIGN KEY ("schedule_id") REFERENCES "macro_schedule"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "schedule_entry_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "macro_run"("id") ON DELETE SET NULL ON UPDATE CASCADE
);
-- Exactly once per due time, whatever else fails.
CREATE UNIQUE INDEX "schedule_entry_schedule_id_due_at_key" ON "schedule_entry"("schedule_id", "due_at");
CREATE UNIQUE INDEX "schedule_entry_run_id_key" ON "schedule_entry"("run_id");
CREATE INDEX "schedule_entry_due_at_idx" ON "schedule_entry"("due_at");
