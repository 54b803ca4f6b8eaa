ALTER TABLE "feedback_type" ADD COLUMN "takes_files" BOOLEAN NOT NULL DEFAULT true;
ALTER TABLE "feedback_field"
    ADD COLUMN "help" TEXT NOT NULL DEFAULT '',
    ADD COLUMN "staff_only" BOOLEAN NOT NULL DEFAULT false;
