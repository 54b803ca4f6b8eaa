-- Who was invited by mail, to the community or to one project. Only the digest of the link's token is kept.
CREATE TABLE "invitation" (
  "id" UUID NOT NULL,
  "project_id" UUID,
  "email" TEXT NOT NULL,
  "role" TEXT NOT NULL,
  "team_ids" UUID[] NOT NULL DEFAULT '{}',
  "token_digest" BYTEA NOT NULL,
  "invited_by_id" UUID,
  "invited_by" TEXT NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  "sent_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  "expires_at" TIMESTAMPTZ(3) NOT NULL,
  "accepted_at" TIMESTAMPTZ(3),
  "accepted_by_id" UUID,
  "withdrawn_at" TIMESTAMPTZ(3),
  CONSTRAINT "invitation_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "invitation_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT "invitation_invited_by_id_fkey" FOREIGN KEY ("invited_by_id") REFERENCES "app_user" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
  CONSTRAINT "invitation_accepted_by_id_fkey" FOREIGN KEY ("accepted_by_id") REFERENCES "app_user" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "invitation_token_digest_key" ON "invitation" ("token_digest");
-- One at a time for an address and a place; inviting again renews it.
CREATE UNIQUE INDEX "invitation_open_key" ON "invitation" ("project_id", "email") NULLS NOT DISTINCT
  WHERE "accepted_at" IS NULL AND "withdrawn_at" IS NULL;
CREATE INDEX "invitation_open_idx" ON "invitation" ("project_id", "id" DESC)
  WHERE "accepted_at" IS NULL AND "withdrawn_at" IS NULL;
CREATE INDEX "invitation_email_idx" ON "invitation" ("email");
CREATE INDEX "invitation_accepted_by_id_idx" ON "invitation" ("accepted_by_id");
CREATE INDEX "invitation_invited_by_id_idx" ON "invitation" ("invited_by_id");
