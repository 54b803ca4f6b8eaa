CREATE TYPE "record_event_kind" AS ENUM ('feedback_submitted', 'feedback_modified', 'user_registered', 'user_joined', 'profile_changed', 'team_changed', 'external_data_changed');
CREATE TYPE "trigger_outcome" AS ENUM ('ran', 'off', 'other_fields', 'other_value', 'not_matching', 'once_per_chain', 'refused');

CREATE TABLE "macro_trigger" (
    "id" UUID NOT NULL,
    "project_id" UUID,
    "target" "macro_target" NOT NULL,
    "feedback_type_id" UUID,
    "macro_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "event" "record_event_kind" NOT NULL,
    "fields" TEXT[] NOT NULL DEFAULT '{}',
    "new_value" TEXT,
    "filter_id" UUID,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "modified_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "modified_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "macro_trigger_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "macro_trigger_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "macro_trigger_feedback_type_id_fkey" FOREIGN KEY ("feedback_type_id") REFERENCES "feedback_type"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "macro_trigger_macro_id_fkey" FOREIGN KEY ("macro_id") REFERENCES "macro"("id") ON DELETE NO ACTION ON UPDATE CASCADE,
    CONSTRAINT "macro_trigger_filter_id_fkey" FOREIGN KEY ("filter_id") REFERENCES "saved_filter"("id") ON DELETE NO ACTION ON UPDATE CASCADE
);
CREATE INDEX "macro_trigger_project_id_idx" ON "macro_trigger"("project_id");
-- Asked at every change of a record.
CREATE INDEX "macro_trigger_event_feedback_type_id_idx" ON "macro_trigger"("event", "feedback_type_id");

-- What happened to a record and is still to be judged by the triggers; gone when it was.
CREATE TABLE "record_event" (
    "id" UUID NOT NULL,
    "kind" "record_event_kind" NOT NULL,
    "subject_id" UUID NOT NULL,
    "feedback_type_id" UUID,
    "project_id" UUID,
    "changes" JSONB NOT NULL DEFAULT '[]',
    "origin" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "record_event_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "trigger_verdict" (
    "trigger_id" UUID NOT NULL,
    "subject_id" UUID NOT NULL,
    "outcome" "trigger_outcome" NOT NULL,
    "times" INTEGER NOT NULL DEFAULT 1,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "detail" JSONB NOT NULL DEFAULT '{}',
    CONSTRAINT "trigger_verdict_pkey" PRIMARY KEY ("trigger_id", "subject_id", "outcome"),
    CONSTRAINT "trigger_verdict_trigger_id_fkey" FOREIGN KEY ("trigger_id") REFERENCES "macro_trigger"("id") ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE TABLE "trigger_firing" (
    "trigger_id" UUID NOT NULL,
    "subject_id" UUID NOT NULL,
    "chain_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "trigger_firing_pkey" PRIMARY KEY ("trigger_id", "subject_id", "chain_id"),
    CONSTRAINT "trigger_firing_trigger_id_fkey" FOREIGN KEY ("trigger_id") REFERENCES "macro_trigger"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "trigger_firing_at_idx" ON "trigger_firing"("at");
