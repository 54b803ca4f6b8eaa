-- CreateEnum
CREATE TYPE "import_kind" AS ENUM ('users', 'values');

-- CreateEnum
CREATE TYPE "import_state" AS ENUM ('uploading', 'mapping', 'checking', 'checked', 'running', 'cancelled', 'done');

-- CreateEnum
CREATE TYPE "import_verdict" AS ENUM ('create', 'change', 'same', 'refused');

-- CreateTable
CREATE TABLE "import" (
    "id" UUID NOT NULL,
    "project_id" UUID,
    "kind" "import_kind" NOT NULL,
    "group_id" UUID,
    "file_name" TEXT NOT NULL,
    "headings" TEXT[],
    "total" INTEGER NOT NULL DEFAULT 0,
    "mapping" JSONB,
    "state" "import_state" NOT NULL DEFAULT 'uploading',
    "reason" TEXT,
    "cursor" INTEGER NOT NULL DEFAULT 0,
    "tally" JSONB NOT NULL DEFAULT '{}',
    "by_id" UUID,
    "by_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "import_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "import_row" (
    "import_id" UUID NOT NULL,
    "line" INTEGER NOT NULL,
    "cells" TEXT[],
    "verdict" "import_verdict",
    "reason" TEXT,
    "detail" TEXT,
    "subject" JSONB,
    "changes" JSONB NOT NULL DEFAULT '[]',
    "claims" TEXT[] DEFAULT ARRAY[]::TEXT[],

    CONSTRAINT "import_row_pkey" PRIMARY KEY ("import_id","line")
);

-- CreateIndex
CREATE INDEX "import_project_id_id_idx" ON "import"("project_id", "id" DESC);

-- CreateIndex
CREATE INDEX "import_row_import_id_verdict_line_idx" ON "import_row"("import_id", "verdict", "line");

-- One for each claim: a GIN over both is read whole for a chunk of rows once a file is long.
CREATE INDEX "import_row_first_claim" ON "import_row" ("import_id", ("claims"[1])) WHERE "claims"[1] IS NOT NULL;
CREATE INDEX "import_row_second_claim" ON "import_row" ("import_id", ("claims"[2])) WHERE "claims"[2] IS NOT NULL;

-- AddForeignKey
ALTER TABLE "import" ADD CONSTRAINT "import_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import" ADD CONSTRAINT "import_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "external_data_group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import" ADD CONSTRAINT "import_by_id_fkey" FOREIGN KEY ("by_id") REFERENCES "app_user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_row" ADD CONSTRAINT "import_row_import_id_fkey" FOREIGN KEY ("import_id") REFERENCES "import"("id") ON DELETE CASCADE ON UPDATE CASCADE;
