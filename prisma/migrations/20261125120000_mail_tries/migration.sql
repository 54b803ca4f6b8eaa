-- Since when a mail is being handed to the mail server. What stands there after its worker died was sent or was not: nobody knows.
ALTER TABLE "email_message" ADD COLUMN "sending_since" TIMESTAMPTZ(3);

-- What waits is asked every minute, and is little beside what was sent.
CREATE INDEX "email_message_queued" ON "email_message" ("id") WHERE "state" = 'queued';

-- When each mail of an issue was sent, kept or given up; whoever answers for it is told then of the ones that were given up.
ALTER TABLE "distribution_issue" ADD COLUMN "settled_at" TIMESTAMPTZ(3);
UPDATE "distribution_issue" SET "settled_at" = "finished_at" WHERE "state" = 'sent';
CREATE INDEX "distribution_issue_unsettled" ON "distribution_issue" ("id") WHERE "state" = 'sent' AND "settled_at" IS NULL;
