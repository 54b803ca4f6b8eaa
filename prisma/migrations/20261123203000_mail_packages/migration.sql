-- What many recipients get alike is kept once, with its files. A mail of a package holds only its small print.
CREATE TABLE "mail_package" (
    "id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "html" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "mail_package_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "mail_package_created_at_idx" ON "mail_package" ("created_at");

CREATE TABLE "mail_file" (
    "id" UUID NOT NULL,
    "package_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "content_type" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "content_id" TEXT,
    "is_linked" BOOLEAN NOT NULL DEFAULT false,
    CONSTRAINT "mail_file_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "mail_file_package_id_fkey" FOREIGN KEY ("package_id") REFERENCES "mail_package"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "mail_file_package_id_position_idx" ON "mail_file" ("package_id", "position");

CREATE TABLE "mail_file_chunk" (
    "file_id" UUID NOT NULL,
    "n" INTEGER NOT NULL,
    "data" BYTEA NOT NULL,
    CONSTRAINT "mail_file_chunk_pkey" PRIMARY KEY ("file_id", "n"),
    CONSTRAINT "mail_file_chunk_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "mail_file"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
-- PDF, PNG and XLSX are compressed already.
ALTER TABLE "mail_file_chunk" ALTER COLUMN "data" SET STORAGE EXTERNAL;

ALTER TABLE "email_message" ADD COLUMN "package_id" UUID,
    ADD CONSTRAINT "email_message_package_id_fkey" FOREIGN KEY ("package_id") REFERENCES "mail_package"("id") ON DELETE SET NULL ON UPDATE CASCADE;
CREATE INDEX "email_message_package_id_idx" ON "email_message" ("package_id");

-- The mail server that a community manager set; there is at most one.
CREATE TABLE "mail_server" (
    "id" UUID NOT NULL,
    "host" TEXT NOT NULL,
    "port" INTEGER NOT NULL,
    "security" TEXT NOT NULL,
    "username" TEXT NOT NULL DEFAULT '',
    "password_id" UUID,
    "sender" TEXT NOT NULL,
    "modified_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "mail_server_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "mail_server_security" CHECK ("security" IN ('tls', 'starttls', 'none'))
);
CREATE UNIQUE INDEX "mail_server_only" ON "mail_server" ((true));
