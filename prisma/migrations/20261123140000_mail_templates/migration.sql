CREATE TABLE "mail_template" (
    "id" UUID NOT NULL,
    "project_id" UUID,
    "target" "macro_target" NOT NULL,
    "feedback_type_id" UUID,
    "name" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "text" TEXT,
    "essential" BOOLEAN NOT NULL DEFAULT false,
    "modified_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "modified_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "mail_template_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "mail_template_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "mail_template_feedback_type_id_fkey" FOREIGN KEY ("feedback_type_id") REFERENCES "feedback_type"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    -- Tickets are of a project; a feedback template without a type is for all of them.
    CONSTRAINT "mail_template_context" CHECK (
        CASE "target" WHEN 'feedback' THEN "project_id" IS NOT NULL ELSE "feedback_type_id" IS NULL END)
);
CREATE UNIQUE INDEX "mail_template_name" ON "mail_template" ("project_id", lower("name")) NULLS NOT DISTINCT;
CREATE INDEX "mail_template_feedback_type_id_idx" ON "mail_template" ("feedback_type_id");

-- What a mail said about itself when it was written stays so, whatever becomes of its template.
ALTER TABLE "email_message"
    ADD COLUMN "essential" BOOLEAN NOT NULL DEFAULT false,
    ADD COLUMN "unsubscribe_url" TEXT;
