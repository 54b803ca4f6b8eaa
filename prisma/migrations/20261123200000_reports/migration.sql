-- Reports: what they consist of, who sees them, and the answers that were read last.
CREATE TYPE "report_block_kind" AS ENUM ('element', 'heading', 'text', 'page_break');

CREATE TABLE "report" (
    "id" UUID NOT NULL,
    "project_id" UUID,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "owner_id" UUID,
    "visibility" "sharing" NOT NULL DEFAULT 'mine',
    "controls" JSONB NOT NULL DEFAULT '[]',
    "archived_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "modified_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "report_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "report_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "report_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "app_user"("id") ON DELETE SET NULL ON UPDATE CASCADE
);
CREATE INDEX "report_project_id_idx" ON "report" ("project_id");
CREATE INDEX "report_owner_id_idx" ON "report" ("owner_id");

CREATE TABLE "report_access" (
    "report_id" UUID NOT NULL,
    "team_id" UUID NOT NULL,
    "may_distribute" BOOLEAN NOT NULL DEFAULT false,
    CONSTRAINT "report_access_pkey" PRIMARY KEY ("report_id", "team_id"),
    CONSTRAINT "report_access_report_id_fkey" FOREIGN KEY ("report_id") REFERENCES "report"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "report_access_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "report_access_team_id_idx" ON "report_access" ("team_id");

CREATE TABLE "report_element" (
    "id" UUID NOT NULL,
    "report_id" UUID NOT NULL,
    "kind" "report_block_kind" NOT NULL DEFAULT 'element',
    "position" INTEGER NOT NULL,
    "is_half" BOOLEAN NOT NULL DEFAULT false,
    "name" TEXT NOT NULL DEFAULT '',
    "text" TEXT NOT NULL DEFAULT '',
    "definition" JSONB,
    "filter_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "modified_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "report_element_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "report_element_definition" CHECK (("kind" = 'element') = ("definition" IS NOT NULL)),
    CONSTRAINT "report_element_report_id_fkey" FOREIGN KEY ("report_id") REFERENCES "report"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    -- A filter that is asked is not deleted; with its project everything goes.
    CONSTRAINT "report_element_filter_id_fkey" FOREIGN KEY ("filter_id") REFERENCES "saved_filter"("id") ON DELETE NO ACTION ON UPDATE CASCADE
);
CREATE INDEX "report_element_report_id_position_idx" ON "report_element" ("report_id", "position");
CREATE INDEX "report_element_filter_id_idx" ON "report_element" ("filter_id");

CREATE TABLE "report_snapshot" (
    "element_id" UUID NOT NULL,
    "question" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "as_of" TIMESTAMPTZ(3) NOT NULL,
    "ms" INTEGER NOT NULL,
    CONSTRAINT "report_snapshot_pkey" PRIMARY KEY ("element_id", "question"),
    CONSTRAINT "report_snapshot_element_id_fkey" FOREIGN KEY ("element_id") REFERENCES "report_element"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "report_snapshot_as_of_idx" ON "report_snapshot" ("as_of");

CREATE TABLE "report_pin" (
    "id" UUID NOT NULL,
    "project_id" UUID,
    "element_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    CONSTRAINT "report_pin_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "report_pin_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "report_pin_element_id_fkey" FOREIGN KEY ("element_id") REFERENCES "report_element"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "report_pin_once" ON "report_pin" ("project_id", "element_id") NULLS NOT DISTINCT;
CREATE INDEX "report_pin_element_id_idx" ON "report_pin" ("element_id");
