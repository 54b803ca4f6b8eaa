-- Who by the name of then, from which address and browser, and of a restored version the entry it stands in.
ALTER TABLE "audit_entry"
  ADD COLUMN "by_name" TEXT NOT NULL DEFAULT '',
  ADD COLUMN "ip" TEXT,
  ADD COLUMN "browser" TEXT,
  ADD COLUMN "restores_id" UUID;

-- The log is read newest first, of one project or of all of them, alone or by one of these.
DROP INDEX "audit_entry_project_id_at_idx";
DROP INDEX "audit_entry_kind_object_id_at_idx";
CREATE INDEX "audit_entry_at_id_idx" ON "audit_entry" ("at" DESC, "id" DESC);
CREATE INDEX "audit_entry_project_id_at_id_idx" ON "audit_entry" ("project_id", "at" DESC, "id" DESC);
CREATE INDEX "audit_entry_kind_object_id_at_id_idx" ON "audit_entry" ("kind", "object_id", "at" DESC, "id" DESC);
CREATE INDEX "audit_entry_kind_at_id_idx" ON "audit_entry" ("kind", "at" DESC, "id" DESC);
CREATE INDEX "audit_entry_verb_at_id_idx" ON "audit_entry" ("verb", "at" DESC, "id" DESC);
CREATE INDEX "audit_entry_via_at_id_idx" ON "audit_entry" ("via", "at" DESC, "id" DESC);
CREATE INDEX "audit_entry_by_id_at_id_idx" ON "audit_entry" ("by_id", "at" DESC, "id" DESC);
CREATE INDEX "audit_entry_label_trgm" ON "audit_entry" USING gin (lower("label") gin_trgm_ops);

-- Only two may touch what is written: the erasure of a person (lib/users/rewrite-history.ts) and the removal of the sample
-- (lib/sample/remove.ts), each in a transaction that says so.
CREATE FUNCTION "refuse_change_of_audit"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('fieldpost.erasing', true) IS DISTINCT FROM 'on' THEN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
  END IF;
  IF TG_OP = 'DELETE' THEN
    RETURN OLD;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "audit_entry_append_only" BEFORE UPDATE OR DELETE ON "audit_entry"
  FOR EACH ROW EXECUTE FUNCTION "refuse_change_of_audit"();
