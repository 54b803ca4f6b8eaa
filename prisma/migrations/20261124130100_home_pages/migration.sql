-- A saved filter on a person's own home page, as a card with how many it finds.
CREATE TABLE "count_card" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "project_id" UUID,
    "filter_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    -- What was counted last, as a digest, and the last count of an earlier day with the same question.
    "question" TEXT,
    "count" INTEGER,
    "counted_at" TIMESTAMPTZ(3),
    "earlier_count" INTEGER,
    "earlier_at" TIMESTAMPTZ(3),
    CONSTRAINT "count_card_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "count_card_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "count_card_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "count_card_filter_id_fkey" FOREIGN KEY ("filter_id") REFERENCES "saved_filter"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "count_card_once" ON "count_card" ("person_id", "project_id", "filter_id") NULLS NOT DISTINCT;
CREATE INDEX "count_card_project_id_idx" ON "count_card" ("project_id");
CREATE INDEX "count_card_filter_id_idx" ON "count_card" ("filter_id");

-- What a person opened last: one row per thing, however often.
CREATE TABLE "opened_thing" (
    "person_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "thing_id" UUID NOT NULL,
    "project_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "opened_thing_pkey" PRIMARY KEY ("person_id", "kind", "thing_id"),
    CONSTRAINT "opened_thing_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "opened_thing_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "opened_thing_person_id_at_idx" ON "opened_thing" ("person_id", "at" DESC);
CREATE INDEX "opened_thing_project_id_idx" ON "opened_thing" ("project_id");
