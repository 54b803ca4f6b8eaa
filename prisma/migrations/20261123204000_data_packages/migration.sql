-- Report elements published at an address: data packages (all their rows) and record lookups (one record).
CREATE TYPE "data_package_kind" AS ENUM ('package', 'lookup');

CREATE TABLE "data_package" (
    "id" UUID NOT NULL,
    "project_id" UUID,
    "kind" "data_package_kind" NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "element_id" UUID,
    "api_key_id" UUID NOT NULL,
    "owner_id" UUID,
    "header_only" BOOLEAN NOT NULL DEFAULT false,
    "allow_fresh" BOOLEAN NOT NULL DEFAULT false,
    "lookup_field" TEXT,
    "every_minutes" INTEGER,
    "confirmed" TEXT[] NOT NULL DEFAULT '{}',
    "snapshot_id" UUID,
    "snapshot_at" TIMESTAMPTZ(3),
    "snapshot_rows" INTEGER,
    "snapshot_columns" JSONB,
    "snapshot_problem" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "modified_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "data_package_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "data_package_of_lookup" CHECK ("kind" = 'lookup' OR "lookup_field" IS NULL),
    CONSTRAINT "data_package_of_package" CHECK ("kind" = 'package' OR ("every_minutes" IS NULL AND NOT "allow_fresh")),
    CONSTRAINT "data_package_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    -- What asked it is told that it is gone, instead of finding nothing.
    CONSTRAINT "data_package_element_id_fkey" FOREIGN KEY ("element_id") REFERENCES "report_element"("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "data_package_api_key_id_fkey" FOREIGN KEY ("api_key_id") REFERENCES "api_key"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "data_package_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "app_user"("id") ON DELETE SET NULL ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "data_package_key_key" ON "data_package" ("key");
CREATE INDEX "data_package_project_id_idx" ON "data_package" ("project_id");
CREATE INDEX "data_package_element_id_idx" ON "data_package" ("element_id");
CREATE INDEX "data_package_api_key_id_idx" ON "data_package" ("api_key_id");
CREATE INDEX "data_package_owner_id_idx" ON "data_package" ("owner_id");

-- Rows of a snapshot, some hundred together. The one before the newest is kept for whoever is still turning its pages.
CREATE TABLE "data_package_chunk" (
    "package_id" UUID NOT NULL,
    "snapshot_id" UUID NOT NULL,
    "first_row" INTEGER NOT NULL,
    "rows" TEXT NOT NULL,
    "changed_until" TIMESTAMPTZ(3),
    CONSTRAINT "data_package_chunk_pkey" PRIMARY KEY ("package_id", "snapshot_id", "first_row"),
    CONSTRAINT "data_package_chunk_package_id_fkey" FOREIGN KEY ("package_id") REFERENCES "data_package"("id") ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE TABLE "data_package_pull" (
    "id" UUID NOT NULL,
    "package_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "ip" TEXT NOT NULL,
    "agent" TEXT NOT NULL DEFAULT '',
    "auth" TEXT,
    "format" TEXT NOT NULL,
    "status" INTEGER NOT NULL,
    "message" TEXT,
    "rows" INTEGER,
    "bytes" BIGINT NOT NULL DEFAULT 0,
    "ms" INTEGER NOT NULL,
    "given" TEXT,
    "subject_id" UUID,
    "subject_label" TEXT,
    CONSTRAINT "data_package_pull_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "data_package_pull_package_id_fkey" FOREIGN KEY ("package_id") REFERENCES "data_package"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "data_package_pull_package_id_id_idx" ON "data_package_pull" ("package_id", "id" DESC);
CREATE INDEX "data_package_pull_at_idx" ON "data_package_pull" ("at");
CREATE INDEX "data_package_pull_subject_id_idx" ON "data_package_pull" ("subject_id") WHERE "subject_id" IS NOT NULL;
