-- Time-ordered ids (RFC 9562, version 7) for rows that SQL itself makes. The client makes its own.
CREATE FUNCTION "uuid_v7"() RETURNS uuid LANGUAGE sql VOLATILE PARALLEL SAFE AS $$
  SELECT encode(
    set_byte(
      overlay(uuid_send(gen_random_uuid()) PLACING substring(int8send((extract(epoch FROM clock_timestamp()) * 1000)::bigint) FROM 3) FROM 1 FOR 6),
      6, (get_byte(uuid_send(gen_random_uuid()), 6) & 15) | 112
    ), 'hex')::uuid
$$;

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "user_state" AS ENUM ('active', 'disabled', 'deleted');

-- CreateEnum
CREATE TYPE "community_role" AS ENUM ('community_manager', 'member');

-- CreateEnum
CREATE TYPE "project_role" AS ENUM ('manager', 'support', 'observer', 'participant', 'applicant');

-- CreateEnum
CREATE TYPE "profile_field_type" AS ENUM ('text', 'number', 'boolean', 'date', 'choice');

-- CreateEnum
CREATE TYPE "project_state" AS ENUM ('draft', 'active', 'closed');

-- CreateEnum
CREATE TYPE "participation_state" AS ENUM ('active', 'removed');

-- CreateEnum
CREATE TYPE "record_target" AS ENUM ('user', 'feedback', 'project');

-- CreateEnum
CREATE TYPE "external_data_type" AS ENUM ('boolean', 'datetime', 'integer', 'string');

-- CreateEnum
CREATE TYPE "feedback_field_type" AS ENUM ('text', 'long_text', 'number', 'boolean', 'date', 'choice');

-- CreateEnum
CREATE TYPE "visibility" AS ENUM ('private', 'public');

-- CreateEnum
CREATE TYPE "comment_kind" AS ENUM ('comment', 'note');

-- CreateEnum
CREATE TYPE "sharing" AS ENUM ('mine', 'team', 'project', 'community');

-- CreateEnum
CREATE TYPE "macro_target" AS ENUM ('user', 'feedback');

-- CreateEnum
CREATE TYPE "run_cause" AS ENUM ('manual', 'bulk', 'listener', 'trigger', 'schedule', 'macro', 'resend', 'test');

-- CreateEnum
CREATE TYPE "run_state" AS ENUM ('expanding', 'running', 'paused', 'cancelled', 'done');

-- CreateEnum
CREATE TYPE "record_state" AS ENUM ('waiting', 'running', 'waiting_for_webhook', 'done', 'failed', 'skipped', 'cancelled');

-- CreateEnum
CREATE TYPE "breaker_state" AS ENUM ('closed', 'open', 'half_open');

-- CreateEnum
CREATE TYPE "delivery_state" AS ENUM ('waiting', 'sending', 'delivered', 'failed', 'held', 'cancelled', 'skipped', 'blocked', 'invalid');

-- CreateEnum
CREATE TYPE "listener_kind" AS ENUM ('macro', 'comment', 'external_data');

-- CreateEnum
CREATE TYPE "email_state" AS ENUM ('kept', 'queued', 'sent', 'failed');

-- CreateTable
CREATE TABLE "community" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "name" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL DEFAULT 'UTC',
    "base_url" TEXT,
    "enhanced_integrations" BOOLEAN NOT NULL DEFAULT true,
    "body_days" INTEGER NOT NULL DEFAULT 7,
    "failed_body_days" INTEGER NOT NULL DEFAULT 30,
    "attempt_days" INTEGER NOT NULL DEFAULT 90,
    "receipt_days" INTEGER NOT NULL DEFAULT 30,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "community_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "app_user" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "username" TEXT NOT NULL,
    "first_name" TEXT NOT NULL DEFAULT '',
    "last_name" TEXT NOT NULL DEFAULT '',
    "locale" TEXT NOT NULL DEFAULT 'en',
    "time_zone" TEXT,
    "state" "user_state" NOT NULL DEFAULT 'active',
    "community_role" "community_role" NOT NULL DEFAULT 'member',
    "password_hash" TEXT,
    "profile" JSONB NOT NULL DEFAULT '{}',
    "email_opt_out" BOOLEAN NOT NULL DEFAULT false,
    "preferences" JSONB NOT NULL DEFAULT '{}',
    "score" INTEGER NOT NULL DEFAULT 0,
    "is_sample" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "app_user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "profile_field" (
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "type" "profile_field_type" NOT NULL DEFAULT 'text',
    "options" JSONB NOT NULL DEFAULT '[]',
    "order" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "profile_field_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "user_agent" TEXT NOT NULL DEFAULT '',
    "ip" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "project" (
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "state" "project_state" NOT NULL DEFAULT 'active',
    "is_template" BOOLEAN NOT NULL DEFAULT false,
    "is_sample" BOOLEAN NOT NULL DEFAULT false,
    "time_zone" TEXT NOT NULL DEFAULT 'UTC',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "project_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "participation" (
    "project_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "role" "project_role" NOT NULL,
    "state" "participation_state" NOT NULL DEFAULT 'active',
    "score" INTEGER NOT NULL DEFAULT 0,
    "joined_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "participation_pkey" PRIMARY KEY ("project_id","user_id")
);

-- CreateTable
CREATE TABLE "team" (
    "id" UUID NOT NULL,
    "project_id" UUID,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "impact_factor" DOUBLE PRECISION NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "team_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "team_membership" (
    "team_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "added_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "team_membership_pkey" PRIMARY KEY ("team_id","user_id")
);

-- CreateTable
CREATE TABLE "team_log" (
    "id" UUID NOT NULL,
    "team_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "verb" TEXT NOT NULL,
    "cause" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "team_log_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rank" (
    "id" UUID NOT NULL,
    "project_id" UUID,
    "name" TEXT NOT NULL,
    "points" INTEGER NOT NULL,

    CONSTRAINT "rank_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "score_entry" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "project_id" UUID,
    "rank_id" UUID,
    "points" INTEGER NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "cause" JSONB NOT NULL,
    "reverses_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "score_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "user_comment" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "project_id" UUID,
    "author_id" UUID,
    "body" TEXT NOT NULL,
    "origin" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "user_comment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_key" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "prefix" TEXT NOT NULL DEFAULT '',
    "allowed_ips" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "notify_email" TEXT,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "expires_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "last_used_at" TIMESTAMPTZ(3),
    "last_used_ip" TEXT,
    "created_by_id" UUID,
    "is_sample" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "api_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_key_secret" (
    "api_key_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "public_id" TEXT NOT NULL,
    "digest" BYTEA NOT NULL,
    "last4" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "valid_until" TIMESTAMPTZ(3),

    CONSTRAINT "api_key_secret_pkey" PRIMARY KEY ("api_key_id","version")
);

-- CreateTable
CREATE TABLE "secret" (
    "id" UUID NOT NULL,
    "project_id" UUID,
    "owner_kind" TEXT NOT NULL,
    "owner_id" UUID NOT NULL,
    "ciphertext" BYTEA NOT NULL,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "secret_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "external_data_group" (
    "id" UUID NOT NULL,
    "project_id" UUID,
    "target" "record_target" NOT NULL,
    "label" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "order" INTEGER NOT NULL DEFAULT 0,
    "clear_missing" BOOLEAN NOT NULL DEFAULT false,
    "newer_by_field_id" UUID,
    "is_sample" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "external_data_group_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "external_data_field" (
    "id" UUID NOT NULL,
    "group_id" UUID NOT NULL,
    "label" TEXT NOT NULL,
    "parameter" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "type" "external_data_type" NOT NULL,
    "favorite" BOOLEAN NOT NULL DEFAULT false,
    "order" INTEGER NOT NULL DEFAULT 0,
    "archived_at" TIMESTAMPTZ(3),

    CONSTRAINT "external_data_field_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "external_data_record" (
    "group_id" UUID NOT NULL,
    "record_id" UUID NOT NULL,
    "values" JSONB NOT NULL,
    "provenance" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "external_data_record_pkey" PRIMARY KEY ("group_id","record_id")
);

-- CreateTable
CREATE TABLE "external_data_history" (
    "id" UUID NOT NULL,
    "group_id" UUID NOT NULL,
    "field_id" UUID NOT NULL,
    "record_id" UUID NOT NULL,
    "old" JSONB,
    "new" JSONB,
    "source" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "external_data_history_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "feedback_type" (
    "id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "next_number" INTEGER NOT NULL DEFAULT 1,
    "default_visibility" "visibility" NOT NULL DEFAULT 'private',
    "comment_weight" INTEGER NOT NULL DEFAULT 1,
    "vote_weight" INTEGER NOT NULL DEFAULT 2,
    "duplicate_weight" INTEGER NOT NULL DEFAULT 3,
    "order" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "feedback_type_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "feedback_field" (
    "id" UUID NOT NULL,
    "type_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "type" "feedback_field_type" NOT NULL DEFAULT 'text',
    "options" JSONB NOT NULL DEFAULT '[]',
    "required" BOOLEAN NOT NULL DEFAULT false,
    "order" INTEGER NOT NULL DEFAULT 0,
    "archived_at" TIMESTAMPTZ(3),

    CONSTRAINT "feedback_field_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "feedback_status" (
    "id" UUID NOT NULL,
    "type_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "color" TEXT NOT NULL DEFAULT 'gray',
    "is_closed" BOOLEAN NOT NULL DEFAULT false,
    "is_default" BOOLEAN NOT NULL DEFAULT false,
    "order" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "feedback_status_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "feedback_resolution" (
    "id" UUID NOT NULL,
    "type_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "order" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "feedback_resolution_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "feedback" (
    "id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "type_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "display_id" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "values" JSONB NOT NULL DEFAULT '{}',
    "status_id" UUID NOT NULL,
    "resolution_id" UUID,
    "submitter_id" UUID NOT NULL,
    "visibility" "visibility" NOT NULL DEFAULT 'private',
    "blocked" BOOLEAN NOT NULL DEFAULT false,
    "popularity" INTEGER NOT NULL DEFAULT 0,
    "comment_count" INTEGER NOT NULL DEFAULT 0,
    "origin" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "modified_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "feedback_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "comment" (
    "id" UUID NOT NULL,
    "feedback_id" UUID NOT NULL,
    "author_id" UUID,
    "kind" "comment_kind" NOT NULL DEFAULT 'comment',
    "body" TEXT NOT NULL,
    "origin" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "comment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "feedback_change" (
    "id" UUID NOT NULL,
    "feedback_id" UUID NOT NULL,
    "changes" JSONB NOT NULL,
    "by_id" UUID,
    "origin" JSONB NOT NULL,
    "chain_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "feedback_change_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "saved_filter" (
    "id" UUID NOT NULL,
    "project_id" UUID,
    "source" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "condition" JSONB NOT NULL,
    "owner_id" UUID NOT NULL,
    "visibility" "sharing" NOT NULL DEFAULT 'mine',
    "team_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "modified_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "saved_filter_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "saved_view" (
    "id" UUID NOT NULL,
    "project_id" UUID,
    "source" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "columns" JSONB NOT NULL,
    "sort" JSONB NOT NULL DEFAULT '[]',
    "owner_id" UUID NOT NULL,
    "visibility" "sharing" NOT NULL DEFAULT 'mine',
    "team_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "modified_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "saved_view_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "macro" (
    "id" UUID NOT NULL,
    "project_id" UUID,
    "target" "macro_target" NOT NULL,
    "feedback_type_id" UUID,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "key" TEXT NOT NULL,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "version" INTEGER NOT NULL DEFAULT 1,
    "show_as_action" BOOLEAN NOT NULL DEFAULT false,
    "run_once" BOOLEAN NOT NULL DEFAULT false,
    "confirm" BOOLEAN NOT NULL DEFAULT false,
    "modified_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "modified_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "macro_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "macro_version" (
    "macro_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "actions" JSONB NOT NULL,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "macro_version_pkey" PRIMARY KEY ("macro_id","version")
);

-- CreateTable
CREATE TABLE "macro_team" (
    "macro_id" UUID NOT NULL,
    "team_id" UUID NOT NULL,

    CONSTRAINT "macro_team_pkey" PRIMARY KEY ("macro_id","team_id")
);

-- CreateTable
CREATE TABLE "macro_once" (
    "macro_id" UUID NOT NULL,
    "subject_id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "macro_once_pkey" PRIMARY KEY ("macro_id","subject_id")
);

-- CreateTable
CREATE TABLE "macro_run" (
    "id" UUID NOT NULL,
    "project_id" UUID,
    "macro_id" UUID NOT NULL,
    "macro_version" INTEGER NOT NULL,
    "target" "macro_target" NOT NULL,
    "cause" "run_cause" NOT NULL,
    "cause_detail" JSONB NOT NULL DEFAULT '{}',
    "by_id" UUID,
    "state" "run_state" NOT NULL DEFAULT 'running',
    "chain_id" UUID NOT NULL,
    "depth" INTEGER NOT NULL DEFAULT 0,
    "selection" JSONB,
    "cursor" TEXT,
    "total" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "macro_run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "macro_run_record" (
    "id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "subject_id" UUID NOT NULL,
    "label" TEXT NOT NULL DEFAULT '',
    "state" "record_state" NOT NULL DEFAULT 'waiting',
    "reason" TEXT,
    "results" JSONB NOT NULL DEFAULT '{}',
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "macro_run_record_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "endpoint" (
    "id" UUID NOT NULL,
    "project_id" UUID,
    "origin" TEXT NOT NULL,
    "path" TEXT NOT NULL DEFAULT '',
    "cap" INTEGER NOT NULL DEFAULT 8,
    "rate_per_second" DOUBLE PRECISION,
    "burst" DOUBLE PRECISION NOT NULL DEFAULT 1,
    "tokens" DOUBLE PRECISION NOT NULL DEFAULT 1,
    "tokens_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "claimable" BOOLEAN NOT NULL DEFAULT true,
    "breaker" "breaker_state" NOT NULL DEFAULT 'closed',
    "open_until" TIMESTAMPTZ(3),
    "opened_times" INTEGER NOT NULL DEFAULT 0,
    "failing_since" TIMESTAMPTZ(3),
    "paused_until" TIMESTAMPTZ(3),
    "disabled_at" TIMESTAMPTZ(3),
    "disabled_reason" TEXT,

    CONSTRAINT "endpoint_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "webhook_delivery" (
    "id" UUID NOT NULL,
    "project_id" UUID,
    "endpoint_id" UUID NOT NULL,
    "macro_id" UUID NOT NULL,
    "macro_version" INTEGER NOT NULL,
    "action_id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "target" "macro_target" NOT NULL,
    "subject_id" UUID NOT NULL,
    "subject_label" TEXT NOT NULL DEFAULT '',
    "state" "delivery_state" NOT NULL DEFAULT 'waiting',
    "priority" SMALLINT NOT NULL DEFAULT 5,
    "next_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "max_attempts" INTEGER NOT NULL DEFAULT 12,
    "is_test" BOOLEAN NOT NULL DEFAULT false,
    "worker_id" BIGINT,
    "claimed_at" TIMESTAMPTZ(3),
    "first_at" TIMESTAMPTZ(3),
    "last_status" INTEGER,
    "last_error_class" TEXT,
    "last_message" TEXT,
    "delivered_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "webhook_delivery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "delivery_attempt" (
    "delivery_id" UUID NOT NULL,
    "n" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "outcome" TEXT NOT NULL,
    "status" INTEGER,
    "ms" INTEGER,
    "dns_ms" INTEGER,
    "connect_ms" INTEGER,
    "ttfb_ms" INTEGER,
    "ip" TEXT,
    "error_class" TEXT,
    "message" TEXT,
    "request_meta" JSONB,
    "response_meta" JSONB,
    "captured" JSONB,
    "by_id" UUID,

    CONSTRAINT "delivery_attempt_pkey" PRIMARY KEY ("delivery_id","n","at")
) PARTITION BY RANGE ("at");

-- CreateTable
CREATE TABLE "delivery_body" (
    "delivery_id" UUID NOT NULL,
    "n" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "request" BYTEA,
    "response" BYTEA,

    CONSTRAINT "delivery_body_pkey" PRIMARY KEY ("delivery_id","n","at")
) PARTITION BY RANGE ("at");

-- CreateTable
CREATE TABLE "worker" (
    "id" BIGSERIAL NOT NULL,
    "host" TEXT NOT NULL,
    "pid" INTEGER NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "gone_at" TIMESTAMPTZ(3),

    CONSTRAINT "worker_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "external_listener" (
    "id" UUID NOT NULL,
    "project_id" UUID,
    "target" "record_target" NOT NULL,
    "feedback_type_id" UUID,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "key" TEXT NOT NULL,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "kind" "listener_kind" NOT NULL,
    "filter_id" UUID,
    "macro_id" UUID,
    "group_id" UUID,
    "author_field" TEXT,
    "comment_field" TEXT,
    "api_key_id" UUID NOT NULL,
    "header_only" BOOLEAN NOT NULL DEFAULT false,
    "lookup" JSONB NOT NULL,
    "dedupe" JSONB NOT NULL,
    "modified_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "modified_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "external_listener_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "listener_receipt" (
    "listener_id" UUID NOT NULL,
    "dedupe_key" TEXT NOT NULL,
    "call_id" UUID NOT NULL,
    "first_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "listener_receipt_pkey" PRIMARY KEY ("listener_id","dedupe_key")
);

-- CreateTable
CREATE TABLE "listener_call" (
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "listener_id" UUID,
    "project_id" UUID,
    "listener_key" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "status" INTEGER NOT NULL,
    "message" TEXT,
    "ip" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "ms" INTEGER NOT NULL,
    "auth" TEXT,
    "target_given" TEXT,
    "target" "record_target",
    "subject_id" UUID,
    "subject_label" TEXT,
    "effects" JSONB,
    "checks" JSONB NOT NULL DEFAULT '[]',
    "flags" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "duplicate_of" UUID,
    "is_test" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "listener_call_pkey" PRIMARY KEY ("id","at")
) PARTITION BY RANGE ("at");

-- CreateTable
CREATE TABLE "listener_body" (
    "call_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "method" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "headers" JSONB NOT NULL,
    "raw" BYTEA NOT NULL,

    CONSTRAINT "listener_body_pkey" PRIMARY KEY ("call_id","at")
) PARTITION BY RANGE ("at");

-- CreateTable
CREATE TABLE "email_message" (
    "id" UUID NOT NULL,
    "project_id" UUID,
    "to" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "html" TEXT,
    "state" "email_state" NOT NULL DEFAULT 'queued',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "answer" TEXT,
    "cause" JSONB NOT NULL,
    "subject_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "email_message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_entry" (
    "id" UUID NOT NULL,
    "project_id" UUID,
    "by_id" UUID,
    "via" TEXT NOT NULL,
    "verb" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "object_id" TEXT,
    "label" TEXT NOT NULL DEFAULT '',
    "before" JSONB,
    "after" JSONB,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "help_answer" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "helpful" BOOLEAN NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "user_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "help_answer_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "app_user_email_key" ON "app_user"("email");

-- CreateIndex
CREATE UNIQUE INDEX "app_user_username_key" ON "app_user"("username");

-- CreateIndex
CREATE INDEX "app_user_created_at_id_idx" ON "app_user"("created_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "profile_field_key_key" ON "profile_field"("key");

-- CreateIndex
CREATE INDEX "session_user_id_idx" ON "session"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "project_key_key" ON "project"("key");

-- CreateIndex
CREATE INDEX "participation_user_id_idx" ON "participation"("user_id");

-- CreateIndex
CREATE INDEX "participation_project_id_joined_at_user_id_idx" ON "participation"("project_id", "joined_at", "user_id");

-- CreateIndex
CREATE INDEX "team_project_id_idx" ON "team"("project_id");

-- CreateIndex
CREATE INDEX "team_membership_user_id_idx" ON "team_membership"("user_id");

-- CreateIndex
CREATE INDEX "team_log_team_id_at_idx" ON "team_log"("team_id", "at");

-- CreateIndex
CREATE INDEX "rank_project_id_idx" ON "rank"("project_id");

-- CreateIndex
CREATE UNIQUE INDEX "score_entry_reverses_id_key" ON "score_entry"("reverses_id");

-- CreateIndex
CREATE INDEX "score_entry_user_id_at_idx" ON "score_entry"("user_id", "at");

-- CreateIndex
CREATE INDEX "user_comment_user_id_created_at_idx" ON "user_comment"("user_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "api_key_secret_public_id_key" ON "api_key_secret"("public_id");

-- CreateIndex
CREATE INDEX "secret_owner_kind_owner_id_idx" ON "secret"("owner_kind", "owner_id");

-- CreateIndex
CREATE UNIQUE INDEX "external_data_group_key_key" ON "external_data_group"("key");

-- CreateIndex
CREATE INDEX "external_data_group_project_id_idx" ON "external_data_group"("project_id");

-- CreateIndex
CREATE UNIQUE INDEX "external_data_field_group_id_key_key" ON "external_data_field"("group_id", "key");

-- CreateIndex
CREATE UNIQUE INDEX "external_data_field_group_id_parameter_key" ON "external_data_field"("group_id", "parameter");

-- CreateIndex
CREATE INDEX "external_data_record_record_id_idx" ON "external_data_record"("record_id");

-- CreateIndex
CREATE INDEX "external_data_history_record_id_field_id_at_idx" ON "external_data_history"("record_id", "field_id", "at");

-- CreateIndex
CREATE INDEX "external_data_history_field_id_at_idx" ON "external_data_history"("field_id", "at");

-- CreateIndex
CREATE UNIQUE INDEX "feedback_type_project_id_key_key" ON "feedback_type"("project_id", "key");

-- CreateIndex
CREATE UNIQUE INDEX "feedback_type_project_id_prefix_key" ON "feedback_type"("project_id", "prefix");

-- CreateIndex
CREATE UNIQUE INDEX "feedback_field_type_id_key_key" ON "feedback_field"("type_id", "key");

-- CreateIndex
CREATE UNIQUE INDEX "feedback_status_type_id_key_key" ON "feedback_status"("type_id", "key");

-- CreateIndex
CREATE UNIQUE INDEX "feedback_resolution_type_id_key_key" ON "feedback_resolution"("type_id", "key");

-- CreateIndex
CREATE INDEX "feedback_type_id_created_at_id_idx" ON "feedback"("type_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "feedback_type_id_status_id_idx" ON "feedback"("type_id", "status_id");

-- CreateIndex
CREATE INDEX "feedback_submitter_id_idx" ON "feedback"("submitter_id");

-- CreateIndex
CREATE UNIQUE INDEX "feedback_type_id_number_key" ON "feedback"("type_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "feedback_project_id_display_id_key" ON "feedback"("project_id", "display_id");

-- CreateIndex
CREATE INDEX "comment_feedback_id_created_at_idx" ON "comment"("feedback_id", "created_at");

-- CreateIndex
CREATE INDEX "feedback_change_feedback_id_at_idx" ON "feedback_change"("feedback_id", "at");

-- CreateIndex
CREATE INDEX "saved_filter_project_id_source_idx" ON "saved_filter"("project_id", "source");

-- CreateIndex
CREATE INDEX "saved_view_project_id_source_idx" ON "saved_view"("project_id", "source");

-- CreateIndex
CREATE INDEX "macro_project_id_idx" ON "macro"("project_id");

-- CreateIndex
CREATE INDEX "macro_run_project_id_created_at_idx" ON "macro_run"("project_id", "created_at");

-- CreateIndex
CREATE INDEX "macro_run_macro_id_created_at_idx" ON "macro_run"("macro_id", "created_at");

-- CreateIndex
CREATE INDEX "macro_run_record_run_id_state_idx" ON "macro_run_record"("run_id", "state");

-- CreateIndex
CREATE INDEX "macro_run_record_subject_id_idx" ON "macro_run_record"("subject_id");

-- CreateIndex
CREATE UNIQUE INDEX "macro_run_record_run_id_subject_id_key" ON "macro_run_record"("run_id", "subject_id");

-- CreateIndex
CREATE INDEX "endpoint_project_id_idx" ON "endpoint"("project_id");

-- CreateIndex
CREATE INDEX "webhook_delivery_macro_id_id_idx" ON "webhook_delivery"("macro_id", "id" DESC);

-- CreateIndex
CREATE INDEX "webhook_delivery_subject_id_id_idx" ON "webhook_delivery"("subject_id", "id" DESC);

-- CreateIndex
CREATE INDEX "webhook_delivery_project_id_id_idx" ON "webhook_delivery"("project_id", "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "webhook_delivery_run_id_action_id_subject_id_key" ON "webhook_delivery"("run_id", "action_id", "subject_id");

-- CreateIndex
CREATE UNIQUE INDEX "external_listener_key_key" ON "external_listener"("key");

-- CreateIndex
CREATE INDEX "external_listener_project_id_idx" ON "external_listener"("project_id");

-- CreateIndex
CREATE INDEX "listener_receipt_first_at_idx" ON "listener_receipt"("first_at");

-- CreateIndex
CREATE INDEX "listener_call_listener_id_at_idx" ON "listener_call"("listener_id", "at" DESC);

-- CreateIndex
CREATE INDEX "listener_call_subject_id_at_idx" ON "listener_call"("subject_id", "at" DESC);

-- CreateIndex
CREATE INDEX "email_message_created_at_idx" ON "email_message"("created_at");

-- CreateIndex
CREATE INDEX "email_message_subject_id_created_at_idx" ON "email_message"("subject_id", "created_at");

-- CreateIndex
CREATE INDEX "audit_entry_project_id_at_idx" ON "audit_entry"("project_id", "at");

-- CreateIndex
CREATE INDEX "audit_entry_kind_object_id_at_idx" ON "audit_entry"("kind", "object_id", "at");

-- CreateIndex
CREATE INDEX "help_answer_slug_idx" ON "help_answer"("slug");

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "participation" ADD CONSTRAINT "participation_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "participation" ADD CONSTRAINT "participation_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "team" ADD CONSTRAINT "team_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "team_membership" ADD CONSTRAINT "team_membership_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "team_membership" ADD CONSTRAINT "team_membership_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "team_log" ADD CONSTRAINT "team_log_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rank" ADD CONSTRAINT "rank_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "score_entry" ADD CONSTRAINT "score_entry_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "score_entry" ADD CONSTRAINT "score_entry_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "score_entry" ADD CONSTRAINT "score_entry_rank_id_fkey" FOREIGN KEY ("rank_id") REFERENCES "rank"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "user_comment" ADD CONSTRAINT "user_comment_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "user_comment" ADD CONSTRAINT "user_comment_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "app_user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "user_comment" ADD CONSTRAINT "user_comment_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_key_secret" ADD CONSTRAINT "api_key_secret_api_key_id_fkey" FOREIGN KEY ("api_key_id") REFERENCES "api_key"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "external_data_group" ADD CONSTRAINT "external_data_group_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "external_data_field" ADD CONSTRAINT "external_data_field_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "external_data_group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "external_data_record" ADD CONSTRAINT "external_data_record_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "external_data_group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "external_data_history" ADD CONSTRAINT "external_data_history_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "external_data_group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "feedback_type" ADD CONSTRAINT "feedback_type_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "feedback_field" ADD CONSTRAINT "feedback_field_type_id_fkey" FOREIGN KEY ("type_id") REFERENCES "feedback_type"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "feedback_status" ADD CONSTRAINT "feedback_status_type_id_fkey" FOREIGN KEY ("type_id") REFERENCES "feedback_type"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "feedback_resolution" ADD CONSTRAINT "feedback_resolution_type_id_fkey" FOREIGN KEY ("type_id") REFERENCES "feedback_type"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "feedback" ADD CONSTRAINT "feedback_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "feedback" ADD CONSTRAINT "feedback_type_id_fkey" FOREIGN KEY ("type_id") REFERENCES "feedback_type"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "feedback" ADD CONSTRAINT "feedback_status_id_fkey" FOREIGN KEY ("status_id") REFERENCES "feedback_status"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "feedback" ADD CONSTRAINT "feedback_resolution_id_fkey" FOREIGN KEY ("resolution_id") REFERENCES "feedback_resolution"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "feedback" ADD CONSTRAINT "feedback_submitter_id_fkey" FOREIGN KEY ("submitter_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "comment" ADD CONSTRAINT "comment_feedback_id_fkey" FOREIGN KEY ("feedback_id") REFERENCES "feedback"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "comment" ADD CONSTRAINT "comment_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "app_user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "feedback_change" ADD CONSTRAINT "feedback_change_feedback_id_fkey" FOREIGN KEY ("feedback_id") REFERENCES "feedback"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "saved_filter" ADD CONSTRAINT "saved_filter_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "saved_filter" ADD CONSTRAINT "saved_filter_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "saved_view" ADD CONSTRAINT "saved_view_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "saved_view" ADD CONSTRAINT "saved_view_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "macro" ADD CONSTRAINT "macro_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "macro" ADD CONSTRAINT "macro_feedback_type_id_fkey" FOREIGN KEY ("feedback_type_id") REFERENCES "feedback_type"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "macro_version" ADD CONSTRAINT "macro_version_macro_id_fkey" FOREIGN KEY ("macro_id") REFERENCES "macro"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "macro_team" ADD CONSTRAINT "macro_team_macro_id_fkey" FOREIGN KEY ("macro_id") REFERENCES "macro"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "macro_team" ADD CONSTRAINT "macro_team_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "macro_once" ADD CONSTRAINT "macro_once_macro_id_fkey" FOREIGN KEY ("macro_id") REFERENCES "macro"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "macro_run" ADD CONSTRAINT "macro_run_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "macro_run" ADD CONSTRAINT "macro_run_macro_id_fkey" FOREIGN KEY ("macro_id") REFERENCES "macro"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "macro_run" ADD CONSTRAINT "macro_run_by_id_fkey" FOREIGN KEY ("by_id") REFERENCES "app_user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "macro_run_record" ADD CONSTRAINT "macro_run_record_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "macro_run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "endpoint" ADD CONSTRAINT "endpoint_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "webhook_delivery" ADD CONSTRAINT "webhook_delivery_endpoint_id_fkey" FOREIGN KEY ("endpoint_id") REFERENCES "endpoint"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "external_listener" ADD CONSTRAINT "external_listener_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "external_listener" ADD CONSTRAINT "external_listener_feedback_type_id_fkey" FOREIGN KEY ("feedback_type_id") REFERENCES "feedback_type"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "external_listener" ADD CONSTRAINT "external_listener_filter_id_fkey" FOREIGN KEY ("filter_id") REFERENCES "saved_filter"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "external_listener" ADD CONSTRAINT "external_listener_macro_id_fkey" FOREIGN KEY ("macro_id") REFERENCES "macro"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "external_listener" ADD CONSTRAINT "external_listener_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "external_data_group"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "external_listener" ADD CONSTRAINT "external_listener_api_key_id_fkey" FOREIGN KEY ("api_key_id") REFERENCES "api_key"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "audit_entry" ADD CONSTRAINT "audit_entry_by_id_fkey" FOREIGN KEY ("by_id") REFERENCES "app_user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- ─── What Prisma cannot say ────────────────────────────────────────────────

CREATE EXTENSION IF NOT EXISTS "pg_trgm";

-- Keys that are unique within a scope, where the scope may be the community (no project).
CREATE UNIQUE INDEX "macro_scope_key" ON "macro" (coalesce("project_id", '00000000-0000-0000-0000-000000000000'), coalesce("feedback_type_id", '00000000-0000-0000-0000-000000000000'), "key");
CREATE UNIQUE INDEX "endpoint_scope_origin" ON "endpoint" (coalesce("project_id", '00000000-0000-0000-0000-000000000000'), "origin", "path");
CREATE UNIQUE INDEX "team_scope_name" ON "team" (coalesce("project_id", '00000000-0000-0000-0000-000000000000'), lower("name"));
CREATE UNIQUE INDEX "rank_scope_name" ON "rank" (coalesce("project_id", '00000000-0000-0000-0000-000000000000'), lower("name"));

ALTER TABLE "community" ADD CONSTRAINT "community_single" CHECK ("id" = 1);
ALTER TABLE "app_user" ADD CONSTRAINT "app_user_email_lower" CHECK ("email" = lower("email") AND position('@' in "email") > 1);
ALTER TABLE "app_user" ADD CONSTRAINT "app_user_username_plain" CHECK ("username" = lower("username") AND "username" <> '' AND position('@' in "username") = 0);
ALTER TABLE "macro" ADD CONSTRAINT "macro_scope" CHECK (("target" = 'feedback') = ("feedback_type_id" IS NOT NULL) AND ("feedback_type_id" IS NULL OR "project_id" IS NOT NULL));
ALTER TABLE "external_listener" ADD CONSTRAINT "listener_scope" CHECK (
  ("target" = 'feedback') = ("feedback_type_id" IS NOT NULL)
  AND ("target" = 'user' OR "project_id" IS NOT NULL)
  AND ("target" <> 'project' OR "kind" = 'external_data'));
ALTER TABLE "external_listener" ADD CONSTRAINT "listener_kind_settings" CHECK (
  ("kind" = 'macro') = ("macro_id" IS NOT NULL)
  AND ("kind" = 'external_data') = ("group_id" IS NOT NULL)
  AND ("kind" = 'comment') = ("author_field" IS NOT NULL AND "comment_field" IS NOT NULL));

-- External data: containment for "equals" on any field, and no value may outlive its record.
CREATE INDEX "external_data_record_values" ON "external_data_record" USING gin ("values" jsonb_path_ops);
CREATE FUNCTION "forget_external_data"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM "external_data_record" WHERE "record_id" = OLD."id";
  DELETE FROM "external_data_history" WHERE "record_id" = OLD."id";
  RETURN OLD;
END $$;
CREATE TRIGGER "forget_external_data" AFTER DELETE ON "app_user" FOR EACH ROW EXECUTE FUNCTION "forget_external_data"();
CREATE TRIGGER "forget_external_data" AFTER DELETE ON "feedback" FOR EACH ROW EXECUTE FUNCTION "forget_external_data"();
CREATE TRIGGER "forget_external_data" AFTER DELETE ON "project" FOR EACH ROW EXECUTE FUNCTION "forget_external_data"();

-- Sending: the fair claim, the sweep, and what each state must carry.
CREATE INDEX "webhook_delivery_claim" ON "webhook_delivery" ("endpoint_id", "priority", "next_at", "id") WHERE "state" = 'waiting';
CREATE INDEX "webhook_delivery_sending" ON "webhook_delivery" ("worker_id") WHERE "state" = 'sending';
CREATE INDEX "webhook_delivery_in_flight" ON "webhook_delivery" ("endpoint_id") WHERE "state" = 'sending';
CREATE INDEX "webhook_delivery_open" ON "webhook_delivery" ("project_id", "state", "id" DESC) WHERE "state" NOT IN ('delivered', 'cancelled', 'skipped');
ALTER TABLE "webhook_delivery" SET (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02);
ALTER TABLE "webhook_delivery" ADD CONSTRAINT "delivery_delivered_at" CHECK ("state" <> 'delivered' OR "delivered_at" IS NOT NULL);
ALTER TABLE "webhook_delivery" ADD CONSTRAINT "delivery_sending_worker" CHECK (("state" = 'sending') = ("worker_id" IS NOT NULL));

-- Logs are partitioned by day (UTC), so that retention drops tables instead of deleting rows. The default partition catches
-- whatever comes before its day was made.
CREATE TABLE "delivery_attempt_default" PARTITION OF "delivery_attempt" DEFAULT;
CREATE TABLE "delivery_body_default" PARTITION OF "delivery_body" DEFAULT;
CREATE TABLE "listener_call_default" PARTITION OF "listener_call" DEFAULT;
CREATE TABLE "listener_body_default" PARTITION OF "listener_body" DEFAULT;

-- Makes the partitions of today and the days after. Rows of such a day that already lie in the default partition keep it from being
-- made, they stay where they are and that day is passed over.
CREATE FUNCTION "ensure_log_partitions"("days_ahead" int) RETURNS int LANGUAGE plpgsql AS $$
DECLARE
  parent text;
  day date;
  made int := 0;
BEGIN
  PERFORM pg_advisory_xact_lock(79);
  FOREACH parent IN ARRAY ARRAY['delivery_attempt', 'delivery_body', 'listener_call', 'listener_body'] LOOP
    FOR day IN SELECT generate_series((now() AT TIME ZONE 'UTC')::date, (now() AT TIME ZONE 'UTC')::date + days_ahead, '1 day')::date LOOP
      IF to_regclass(format('%I', parent || '_' || to_char(day, 'YYYYMMDD'))) IS NULL THEN
        BEGIN
          EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)',
            parent || '_' || to_char(day, 'YYYYMMDD'), parent,
            to_char(day, 'YYYY-MM-DD') || ' 00:00:00+00', to_char(day + 1, 'YYYY-MM-DD') || ' 00:00:00+00');
          made := made + 1;
        EXCEPTION WHEN check_violation THEN
          NULL;
        END;
      END IF;
    END LOOP;
  END LOOP;
  RETURN made;
END $$;
SELECT "ensure_log_partitions"(7);

-- Attempts are history.
CREATE FUNCTION "refuse_update"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END $$;
CREATE TRIGGER "append_only" BEFORE UPDATE ON "delivery_attempt" FOR EACH ROW EXECUTE FUNCTION "refuse_update"();
CREATE TRIGGER "append_only" BEFORE UPDATE ON "external_data_history" FOR EACH ROW EXECUTE FUNCTION "refuse_update"();

-- Lists that people type into.
CREATE INDEX "app_user_email_trgm" ON "app_user" USING gin ("email" gin_trgm_ops);
CREATE INDEX "app_user_username_trgm" ON "app_user" USING gin ("username" gin_trgm_ops);
CREATE INDEX "feedback_title_trgm" ON "feedback" USING gin ("title" gin_trgm_ops);

-- Repeated sign-in failures, kept by rate-limiter-flexible. Losing them in a crash is harmless.
CREATE UNLOGGED TABLE "rate_limit" ("key" varchar(255) PRIMARY KEY, "points" integer NOT NULL DEFAULT 0, "expire" bigint);
