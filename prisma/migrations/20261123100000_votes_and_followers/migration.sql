ALTER TABLE "feedback"
    ADD COLUMN "vote_count" INTEGER NOT NULL DEFAULT 0,
    ADD COLUMN "duplicate_count" INTEGER NOT NULL DEFAULT 0,
    ADD COLUMN "duplicate_of_id" UUID,
    ADD CONSTRAINT "feedback_duplicate_of_id_fkey" FOREIGN KEY ("duplicate_of_id") REFERENCES "feedback"("id") ON DELETE SET NULL ON UPDATE CASCADE;
CREATE INDEX "feedback_votes_order" ON "feedback" ("type_id", "vote_count", "id");
CREATE INDEX "feedback_duplicate_of_id_idx" ON "feedback" ("duplicate_of_id") WHERE "duplicate_of_id" IS NOT NULL;

CREATE TABLE "feedback_vote" (
    "feedback_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "feedback_vote_pkey" PRIMARY KEY ("feedback_id", "user_id"),
    CONSTRAINT "feedback_vote_feedback_id_fkey" FOREIGN KEY ("feedback_id") REFERENCES "feedback"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "feedback_vote_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "feedback_vote_user_id_at_idx" ON "feedback_vote" ("user_id", "at");

-- A row that says no keeps somebody who unfollowed from following again with their next comment.
CREATE TABLE "feedback_follow" (
    "feedback_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "following" BOOLEAN NOT NULL DEFAULT true,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "feedback_follow_pkey" PRIMARY KEY ("feedback_id", "user_id"),
    CONSTRAINT "feedback_follow_feedback_id_fkey" FOREIGN KEY ("feedback_id") REFERENCES "feedback"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "feedback_follow_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "feedback_follow_user_id_idx" ON "feedback_follow" ("user_id");

-- Whoever submitted a ticket or commented on it follows it.
INSERT INTO "feedback_follow" ("feedback_id", "user_id", "at")
    SELECT "id", "submitter_id", "created_at" FROM "feedback";
INSERT INTO "feedback_follow" ("feedback_id", "user_id", "at")
    SELECT "feedback_id", "author_id", min("created_at") FROM "comment"
    WHERE "author_id" IS NOT NULL AND "kind" = 'comment' GROUP BY 1, 2
    ON CONFLICT DO NOTHING;

-- What followers are still to be told of; gone when they were.
CREATE TABLE "feedback_notice" (
    "id" UUID NOT NULL,
    "feedback_id" UUID NOT NULL,
    "by_id" UUID,
    "comment_id" UUID,
    "change_id" UUID,
    "told_up_to" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "feedback_notice_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "feedback_notice_feedback_id_fkey" FOREIGN KEY ("feedback_id") REFERENCES "feedback"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "feedback_notice_comment_id_fkey" FOREIGN KEY ("comment_id") REFERENCES "comment"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "feedback_notice_change_id_fkey" FOREIGN KEY ("change_id") REFERENCES "feedback_change"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
