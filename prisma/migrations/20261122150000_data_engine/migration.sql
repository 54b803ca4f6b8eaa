-- External data once more, a row per value, where indexes can find and sort it whatever the field. What people and machines write stays in
-- external_data_record; triggers keep this in step, so that no writer can forget it. A value whose JSON type is not its field's (a call
-- under way while the type changed) and the empty text have no row: both read as empty.
CREATE TABLE "external_data_value" (
    "field_id" UUID NOT NULL,
    "record_id" UUID NOT NULL,
    -- Integers; Booleans as 0 and 1.
    "number" NUMERIC,
    -- Dates and instants, which sort by their bytes.
    "iso" TEXT COLLATE "C",
    "text" TEXT,

    CONSTRAINT "external_data_value_pkey" PRIMARY KEY ("field_id","record_id")
);
CREATE INDEX "external_data_value_number" ON "external_data_value" ("field_id", "number", "record_id") WHERE "number" IS NOT NULL;
CREATE INDEX "external_data_value_iso" ON "external_data_value" ("field_id", "iso", "record_id") WHERE "iso" IS NOT NULL;
-- Texts may be longer than an index takes: their beginning sorts and finds them, and the whole is compared after that.
CREATE INDEX "external_data_value_text_order" ON "external_data_value" ("field_id", (left("text", 200) COLLATE "und-x-icu"), "record_id") WHERE "text" IS NOT NULL;
CREATE INDEX "external_data_value_text_equal" ON "external_data_value" ("field_id", left(lower("text"), 200), "record_id") WHERE "text" IS NOT NULL;
CREATE INDEX "external_data_value_text_trgm" ON "external_data_value" USING gin (lower("text") gin_trgm_ops) WHERE length("text") <= 1000;
CREATE INDEX "external_data_value_text_long" ON "external_data_value" ("field_id") WHERE length("text") > 1000;
CREATE INDEX "external_data_value_record" ON "external_data_value" ("record_id");
-- A few hundred fields share the table, each with a number of rows of its own.
ALTER TABLE "external_data_value" ALTER COLUMN "field_id" SET STATISTICS 1000;

CREATE FUNCTION "external_data_values_of"("given" jsonb, "of_group" uuid)
RETURNS TABLE ("field_id" uuid, "number" numeric, "iso" text, "text" text) LANGUAGE sql STABLE AS $$
  SELECT f."id",
    CASE f."type" WHEN 'integer' THEN (e."value" #>> '{}')::numeric WHEN 'boolean' THEN (e."value" #>> '{}')::boolean::int END,
    CASE f."type" WHEN 'datetime' THEN e."value" #>> '{}' END,
    CASE f."type" WHEN 'string' THEN e."value" #>> '{}' END
  FROM jsonb_each("given") e JOIN "external_data_field" f ON f."id" = e."key"::uuid AND f."group_id" = "of_group"
  WHERE e."value" <> '""'
    AND jsonb_typeof(e."value") = CASE f."type" WHEN 'integer' THEN 'number' WHEN 'boolean' THEN 'boolean' ELSE 'string' END
$$;

CREATE FUNCTION "add_external_data_values"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "external_data_value" ("field_id", "record_id", "number", "iso", "text")
  SELECT v."field_id", n."record_id", v."number", v."iso", v."text"
  FROM "new_rows" n CROSS JOIN LATERAL "external_data_values_of"(n."values", n."group_id") v;
  RETURN NULL;
END $$;

CREATE FUNCTION "change_external_data_values"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM "external_data_value" v
  USING "old_rows" o JOIN "new_rows" n USING ("group_id", "record_id") CROSS JOIN LATERAL jsonb_each(o."values") e
  WHERE v."field_id" = e."key"::uuid AND v."record_id" = o."record_id" AND n."values" -> e."key" IS DISTINCT FROM e."value";
  INSERT INTO "external_data_value" ("field_id", "record_id", "number", "iso", "text")
  SELECT v."field_id", n."record_id", v."number", v."iso", v."text"
  FROM "old_rows" o JOIN "new_rows" n USING ("group_id", "record_id")
  CROSS JOIN LATERAL "external_data_values_of"(n."values", n."group_id") v
  WHERE o."values" -> v."field_id"::text IS DISTINCT FROM n."values" -> v."field_id"::text;
  RETURN NULL;
END $$;

CREATE FUNCTION "remove_external_data_values"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM "external_data_value" v USING "old_rows" o CROSS JOIN LATERAL jsonb_object_keys(o."values") k
  WHERE v."field_id" = k::uuid AND v."record_id" = o."record_id";
  RETURN NULL;
END $$;

CREATE FUNCTION "retype_external_data_values"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM "external_data_value" WHERE "field_id" = NEW."id";
  INSERT INTO "external_data_value" ("field_id", "record_id", "number", "iso", "text")
  SELECT v."field_id", r."record_id", v."number", v."iso", v."text" FROM "external_data_record" r
  CROSS JOIN LATERAL "external_data_values_of"(jsonb_build_object(NEW."id"::text, r."values" -> NEW."id"::text), r."group_id") v
  WHERE r."group_id" = NEW."group_id" AND r."values" ? NEW."id"::text;
  RETURN NULL;
END $$;

INSERT INTO "external_data_value" ("field_id", "record_id", "number", "iso", "text")
SELECT v."field_id", r."record_id", v."number", v."iso", v."text"
FROM "external_data_record" r CROSS JOIN LATERAL "external_data_values_of"(r."values", r."group_id") v;

CREATE TRIGGER "add_values" AFTER INSERT ON "external_data_record" REFERENCING NEW TABLE AS "new_rows" FOR EACH STATEMENT EXECUTE FUNCTION "add_external_data_values"();
CREATE TRIGGER "change_values" AFTER UPDATE ON "external_data_record" REFERENCING OLD TABLE AS "old_rows" NEW TABLE AS "new_rows" FOR EACH STATEMENT EXECUTE FUNCTION "change_external_data_values"();
CREATE TRIGGER "remove_values" AFTER DELETE ON "external_data_record" REFERENCING OLD TABLE AS "old_rows" FOR EACH STATEMENT EXECUTE FUNCTION "remove_external_data_values"();
CREATE TRIGGER "retype_values" AFTER UPDATE OF "type" ON "external_data_field" FOR EACH ROW WHEN (OLD."type" IS DISTINCT FROM NEW."type") EXECUTE FUNCTION "retype_external_data_values"();

-- Equality is answered there now.
DROP INDEX "external_data_record_values";

-- What lists of users are sorted by and searched in. Addresses and usernames are lower-case already; sorting is by the language-neutral
-- order, whatever the database was made with.
CREATE INDEX "app_user_username_order" ON "app_user" (("username" COLLATE "und-x-icu"), "id");
CREATE INDEX "app_user_email_order" ON "app_user" (("email" COLLATE "und-x-icu"), "id");
CREATE INDEX "app_user_name_order" ON "app_user" ((nullif(trim("first_name" || ' ' || "last_name"), '') COLLATE "und-x-icu"), "id");
CREATE INDEX "app_user_name_trgm" ON "app_user" USING gin (lower(nullif(trim("first_name" || ' ' || "last_name"), '')) gin_trgm_ops);
CREATE INDEX "app_user_score_order" ON "app_user" ("score", "id");
CREATE INDEX "participation_score_order" ON "participation" ("project_id", "score", "user_id");

-- And lists of tickets.
DROP INDEX "feedback_title_trgm";
CREATE INDEX "feedback_title_trgm" ON "feedback" USING gin (lower("title") gin_trgm_ops);
CREATE INDEX "feedback_display_id_trgm" ON "feedback" USING gin (lower("display_id") gin_trgm_ops);
CREATE INDEX "feedback_title_order" ON "feedback" ("type_id", (left("title", 200) COLLATE "und-x-icu"), "id");
CREATE INDEX "feedback_modified_order" ON "feedback" ("type_id", "modified_at", "id");
CREATE INDEX "feedback_popularity_order" ON "feedback" ("type_id", "popularity", "id");
CREATE INDEX "feedback_comments_order" ON "feedback" ("type_id", "comment_count", "id");
CREATE INDEX "feedback_submitter_project" ON "feedback" ("submitter_id", "project_id");
DROP INDEX "feedback_submitter_id_idx";
