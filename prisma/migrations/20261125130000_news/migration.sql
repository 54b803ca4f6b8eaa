-- When a person was last on the pages of a project, or of the community, and when before that.
CREATE TABLE "visit" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "person_id" UUID NOT NULL,
    "project_id" UUID,
    -- The latest sign of them, to some minutes.
    "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    -- When the visit before this one ended; on the first, nothing.
    "before_at" TIMESTAMPTZ(3),
    CONSTRAINT "visit_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "visit_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "visit_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "visit_once" ON "visit" ("person_id", "project_id") NULLS NOT DISTINCT;
CREATE INDEX "visit_project_id_idx" ON "visit" ("project_id");

-- Who changed a ticket last: null is nobody with an account. Without a foreign key, which an account that goes would have to look up in
-- every ticket.
ALTER TABLE "feedback" ADD COLUMN "modified_by_id" UUID;
UPDATE "feedback" f SET "modified_by_id" = c."by_id"
  FROM (SELECT DISTINCT ON ("feedback_id") "feedback_id", "by_id" FROM "feedback_change" ORDER BY "feedback_id", "at" DESC, "id" DESC) c
 WHERE c."feedback_id" = f."id" AND c."by_id" IS NOT NULL;

-- New comments of all tickets. Comments come in this order, so it grows at its end: some 40 bytes for each.
CREATE INDEX "comment_latest" ON "comment" ("created_at", "feedback_id") WHERE "kind" = 'comment';

-- Bulk runs that ended; the many runs of single records are not in it.
CREATE INDEX "macro_run_bulk_ended" ON "macro_run" ("project_id", "finished_at") WHERE "cause" = 'bulk';

-- When a distribution stopped or fell asleep; of those that had before, nobody knows.
ALTER TABLE "distribution" ADD COLUMN "stopped_at" TIMESTAMPTZ(3);
