-- When a mail that the mail server put off is tried again.
ALTER TABLE "email_message" ADD COLUMN "next_try_at" TIMESTAMPTZ(3);
