-- Reports that are mailed: by schedule, once, or as a test.
CREATE TYPE "distribution_state" AS ENUM ('on', 'paused', 'asleep', 'stopped');

CREATE TABLE "distribution" (
    "id" UUID NOT NULL,
    "report_id" UUID NOT NULL,
    "owner_id" UUID,
    "name" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "formats" TEXT[] NOT NULL DEFAULT '{}',
    "element_ids" UUID[] NOT NULL DEFAULT '{}',
    "addresses" TEXT[] NOT NULL DEFAULT '{}',
    "skip_empty" BOOLEAN NOT NULL DEFAULT true,
    "rate" "schedule_rate" NOT NULL,
    "weekdays" TEXT[] NOT NULL DEFAULT '{}',
    "month_day" TEXT,
    "pattern" TEXT,
    "starts_at" TEXT NOT NULL,
    "ends_at" TEXT,
    "time_zone" TEXT NOT NULL,
    "state" "distribution_state" NOT NULL DEFAULT 'on',
    "state_reason" TEXT,
    "next_at" TIMESTAMPTZ(3),
    "last_number" INTEGER NOT NULL DEFAULT 0,
    "viewed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "warned_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "modified_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "distribution_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "distribution_report_id_fkey" FOREIGN KEY ("report_id") REFERENCES "report"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "distribution_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "app_user"("id") ON DELETE SET NULL ON UPDATE CASCADE
);
CREATE INDEX "distribution_report_id_idx" ON "distribution" ("report_id");
CREATE INDEX "distribution_owner_id_idx" ON "distribution" ("owner_id");
-- What is due is asked every two seconds.
CREATE INDEX "distribution_due" ON "distribution" ("next_at") WHERE "state" = 'on';

CREATE TABLE "distribution_team" (
    "distribution_id" UUID NOT NULL,
    "team_id" UUID NOT NULL,
    CONSTRAINT "distribution_team_pkey" PRIMARY KEY ("distribution_id", "team_id"),
    CONSTRAINT "distribution_team_distribution_id_fkey" FOREIGN KEY ("distribution_id") REFERENCES "distribution"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "distribution_team_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "distribution_team_team_id_idx" ON "distribution_team" ("team_id");

CREATE TYPE "distribution_cause" AS ENUM ('schedule', 'once', 'test');
CREATE TYPE "distribution_issue_state" AS ENUM ('waiting', 'sending', 'sent', 'skipped', 'failed');

CREATE TABLE "distribution_issue" (
    "id" UUID NOT NULL,
    "report_id" UUID NOT NULL,
    "distribution_id" UUID,
    "cause" "distribution_cause" NOT NULL,
    "number" INTEGER NOT NULL,
    "due_at" TIMESTAMPTZ(3),
    "missed" INTEGER NOT NULL DEFAULT 0,
    "by_id" UUID,
    "request" JSONB NOT NULL,
    "state" "distribution_issue_state" NOT NULL DEFAULT 'waiting',
    "reason" TEXT,
    "renders" INTEGER NOT NULL DEFAULT 0,
    "subject" TEXT,
    "filters" TEXT[] NOT NULL DEFAULT '{}',
    "as_of" TIMESTAMPTZ(3),
    "package_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),
    CONSTRAINT "distribution_issue_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "distribution_issue_due" CHECK (("cause" = 'schedule') = ("due_at" IS NOT NULL)),
    CONSTRAINT "distribution_issue_report_id_fkey" FOREIGN KEY ("report_id") REFERENCES "report"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "distribution_issue_distribution_id_fkey" FOREIGN KEY ("distribution_id") REFERENCES "distribution"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "distribution_issue_by_id_fkey" FOREIGN KEY ("by_id") REFERENCES "app_user"("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "distribution_issue_package_id_fkey" FOREIGN KEY ("package_id") REFERENCES "mail_package"("id") ON DELETE SET NULL ON UPDATE CASCADE
);
-- Of a due time there is one issue, whatever dies meanwhile.
CREATE UNIQUE INDEX "distribution_issue_distribution_id_due_at_key" ON "distribution_issue" ("distribution_id", "due_at");
CREATE INDEX "distribution_issue_distribution_id_id_idx" ON "distribution_issue" ("distribution_id", "id");
CREATE INDEX "distribution_issue_report_id_id_idx" ON "distribution_issue" ("report_id", "id");
CREATE INDEX "distribution_issue_by_id_created_at_idx" ON "distribution_issue" ("by_id", "created_at");
CREATE INDEX "distribution_issue_package_id_idx" ON "distribution_issue" ("package_id");

CREATE TYPE "distribution_recipient_state" AS ENUM ('waiting', 'written', 'left_out');

CREATE TABLE "distribution_recipient" (
    "issue_id" UUID NOT NULL,
    "address" TEXT NOT NULL,
    "user_id" UUID,
    "state" "distribution_recipient_state" NOT NULL DEFAULT 'waiting',
    "reason" TEXT,
    "mail_id" UUID,
    CONSTRAINT "distribution_recipient_pkey" PRIMARY KEY ("issue_id", "address"),
    CONSTRAINT "distribution_recipient_issue_id_fkey" FOREIGN KEY ("issue_id") REFERENCES "distribution_issue"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "distribution_recipient_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "distribution_recipient_mail_id_fkey" FOREIGN KEY ("mail_id") REFERENCES "email_message"("id") ON DELETE SET NULL ON UPDATE CASCADE
);
CREATE INDEX "distribution_recipient_user_id_idx" ON "distribution_recipient" ("user_id");
CREATE INDEX "distribution_recipient_mail_id_idx" ON "distribution_recipient" ("mail_id");

-- Who wants no more of a distribution; without one, of what people send of the report by hand.
CREATE TABLE "distribution_opt_out" (
    "id" UUID NOT NULL,
    "report_id" UUID NOT NULL,
    "distribution_id" UUID,
    "address" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "distribution_opt_out_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "distribution_opt_out_report_id_fkey" FOREIGN KEY ("report_id") REFERENCES "report"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "distribution_opt_out_distribution_id_fkey" FOREIGN KEY ("distribution_id") REFERENCES "distribution"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "distribution_opt_out_once" ON "distribution_opt_out" ("report_id", "distribution_id", "address") NULLS NOT DISTINCT;
CREATE INDEX "distribution_opt_out_distribution_id_idx" ON "distribution_opt_out" ("distribution_id");
