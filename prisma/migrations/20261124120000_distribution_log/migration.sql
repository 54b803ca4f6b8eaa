-- What became of an issue is told once, however often it is tried.
ALTER TABLE "distribution_issue" ADD COLUMN "told_at" TIMESTAMPTZ(3);

-- What is being made or sent is asked every minute, and by every page with a tray.
CREATE INDEX "distribution_issue_under_way" ON "distribution_issue" ("id") WHERE "state" IN ('waiting', 'sending');
CREATE INDEX "distribution_issue_finished_at_idx" ON "distribution_issue" ("finished_at");

-- Who wants no more of a distribution gets no more of it either when it was deleted and is restored.
ALTER TABLE "distribution_opt_out" DROP CONSTRAINT "distribution_opt_out_distribution_id_fkey";

-- Who opened a file that was too large for its mail, by whose link: one row however often.
CREATE TABLE "distribution_download" (
    "issue_id" UUID NOT NULL,
    "file_id" UUID NOT NULL,
    "address" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "times" INTEGER NOT NULL DEFAULT 1,
    "first_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "distribution_download_pkey" PRIMARY KEY ("issue_id", "address", "file_id"),
    CONSTRAINT "distribution_download_recipient_fkey" FOREIGN KEY ("issue_id", "address") REFERENCES "distribution_recipient"("issue_id", "address") ON DELETE CASCADE ON UPDATE CASCADE
);
