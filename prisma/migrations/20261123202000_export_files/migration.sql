-- Files that people had made of reports, elements and lists, in pieces of 1 MiB.
CREATE TYPE "export_kind" AS ENUM ('report', 'element', 'list');
CREATE TYPE "export_format" AS ENUM ('pdf', 'csv', 'xlsx');
CREATE TYPE "export_state" AS ENUM ('waiting', 'running', 'done', 'failed', 'cancelled');

CREATE TABLE "export_file" (
    "id" UUID NOT NULL,
    "project_id" UUID,
    "by_id" UUID NOT NULL,
    "kind" "export_kind" NOT NULL,
    "format" "export_format" NOT NULL,
    "request" JSONB NOT NULL,
    "name" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "state" "export_state" NOT NULL DEFAULT 'waiting',
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "done" INTEGER NOT NULL DEFAULT 0,
    "total" INTEGER,
    "bytes" BIGINT NOT NULL DEFAULT 0,
    "message" TEXT NOT NULL DEFAULT '',
    "note" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "export_file_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "export_file_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "export_file_by_id_fkey" FOREIGN KEY ("by_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "export_file_by_id_id_idx" ON "export_file" ("by_id", "id" DESC);
CREATE INDEX "export_file_project_id_idx" ON "export_file" ("project_id");
CREATE INDEX "export_file_expires_at_idx" ON "export_file" ("expires_at");

CREATE TABLE "export_chunk" (
    "file_id" UUID NOT NULL,
    "n" INTEGER NOT NULL,
    "data" BYTEA NOT NULL,
    CONSTRAINT "export_chunk_pkey" PRIMARY KEY ("file_id", "n"),
    CONSTRAINT "export_chunk_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "export_file"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
-- Most of what is written is compressed already.
ALTER TABLE "export_chunk" ALTER COLUMN "data" SET STORAGE EXTERNAL;
