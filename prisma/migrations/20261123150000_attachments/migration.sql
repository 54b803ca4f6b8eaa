-- Files of tickets, in pieces of 1 MiB. One that has no ticket yet was uploaded for a form that is still open.
CREATE TABLE "attachment" (
    "id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "feedback_id" UUID,
    "name" TEXT NOT NULL,
    "content_type" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL DEFAULT 0,
    "arrived" BOOLEAN NOT NULL DEFAULT false,
    "uploaded_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "attachment_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "attachment_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "attachment_feedback_id_fkey" FOREIGN KEY ("feedback_id") REFERENCES "feedback"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "attachment_uploaded_by_id_fkey" FOREIGN KEY ("uploaded_by_id") REFERENCES "app_user"("id") ON DELETE SET NULL ON UPDATE CASCADE
);
CREATE INDEX "attachment_feedback_id_id_idx" ON "attachment" ("feedback_id", "id");
CREATE INDEX "attachment_project_id_idx" ON "attachment" ("project_id");
CREATE INDEX "attachment_uploaded_by_id_idx" ON "attachment" ("uploaded_by_id");
CREATE INDEX "attachment_without_ticket" ON "attachment" ("created_at") WHERE "feedback_id" IS NULL;

CREATE TABLE "attachment_chunk" (
    "attachment_id" UUID NOT NULL,
    "n" INTEGER NOT NULL,
    "data" BYTEA NOT NULL,
    CONSTRAINT "attachment_chunk_pkey" PRIMARY KEY ("attachment_id", "n"),
    CONSTRAINT "attachment_chunk_attachment_id_fkey" FOREIGN KEY ("attachment_id") REFERENCES "attachment"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
-- Pictures and archives do not get smaller by trying.
ALTER TABLE "attachment_chunk" ALTER COLUMN "data" SET STORAGE EXTERNAL;

ALTER TABLE "feedback" ADD COLUMN "attachment_count" INTEGER NOT NULL DEFAULT 0;

-- However a file comes or goes, with its uploader too, the ticket knows how many it has.
CREATE FUNCTION "count_attachments"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' AND old."feedback_id" IS NOT NULL THEN
        UPDATE "feedback" SET "attachment_count" = "attachment_count" - 1 WHERE "id" = old."feedback_id";
    END IF;
    IF TG_OP <> 'DELETE' AND new."feedback_id" IS NOT NULL THEN
        UPDATE "feedback" SET "attachment_count" = "attachment_count" + 1 WHERE "id" = new."feedback_id";
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER "attachment_counted" AFTER INSERT OR DELETE OR UPDATE OF "feedback_id" ON "attachment"
    FOR EACH ROW EXECUTE FUNCTION "count_attachments"();
