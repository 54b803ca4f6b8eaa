-- Values of the fields that people define, of profiles, tickets and external data alike, a row each, where indexes can find and sort them
-- whatever the field. What is written stays where it is, as JSON beside its record; triggers keep this in step, so that no writer can forget
-- it. A value whose JSON type is not its field's (a call under way while the type changed) and the empty text have no row: both read as
-- empty.
CREATE TABLE "field_value" (
    "field_id" UUID NOT NULL,
    "record_id" UUID NOT NULL,
    -- Integers; Booleans as 0 and 1.
    "number" NUMERIC,
    -- Dates and instants, which sort by their bytes.
    "iso" TEXT COLLATE "C",
    "text" TEXT,

    CONSTRAINT "field_value_pkey" PRIMARY KEY ("field_id","record_id")
);
CREATE INDEX "field_value_number" ON "field_value" ("field_id", "number", "record_id") WHERE "number" IS NOT NULL;
CREATE INDEX "field_value_iso" ON "field_value" ("field_id", "iso", "record_id") WHERE "iso" IS NOT NULL;
-- Texts may be longer than an index takes: their beginning sorts and finds them, and the whole is compared after that.
CREATE INDEX "field_value_text_order" ON "field_value" ("field_id", (left("text", 200) COLLATE "und-x-icu"), "record_id") WHERE "text" IS NOT NULL;
CREATE INDEX "field_value_text_equal" ON "field_value" ("field_id", left(lower("text"), 200), "record_id") WHERE "text" IS NOT NULL;
CREATE INDEX "field_value_text_trgm" ON "field_value" USING gin (lower("text") gin_trgm_ops) WHERE length("text") <= 1000;
CREATE INDEX "field_value_text_long" ON "field_value" ("field_id") WHERE length("text") > 1000;
-- A few hundred fields share the table, each with values of its own: what is common in one says nothing of the others.
ALTER TABLE "field_value" ALTER COLUMN "field_id" SET STATISTICS 1000;
CREATE STATISTICS "field_value_numbers" (mcv) ON "field_id", "number" FROM "field_value";
CREATE STATISTICS "field_value_texts" (mcv) ON "field_id", (left(lower("text"), 200)) FROM "field_value";

CREATE FUNCTION "field_value_of"("given" jsonb, "type" text, OUT "number" numeric, OUT "iso" text, OUT "text" text) LANGUAGE sql IMMUTABLE AS $$
  SELECT
    CASE WHEN "type" IN ('integer', 'number') AND jsonb_typeof("given") = 'number' THEN ("given" #>> '{}')::numeric
         WHEN "type" = 'boolean' AND jsonb_typeof("given") = 'boolean' THEN ("given" #>> '{}')::boolean::int END,
    CASE WHEN "type" IN ('datetime', 'date') AND jsonb_typeof("given") = 'string' THEN nullif("given" #>> '{}', '') END,
    CASE WHEN "type" IN ('string', 'text', 'long_text', 'choice') AND jsonb_typeof("given") = 'string' THEN nullif("given" #>> '{}', '') END
$$;

-- External data: by the id of the field.
CREATE FUNCTION "external_data_values_of"("given" jsonb, "of_group" uuid)
RETURNS TABLE ("field_id" uuid, "number" numeric, "iso" text, "text" text) LANGUAGE sql STABLE AS $$
  SELECT f."id", v.* FROM jsonb_each("given") e
  JOIN "external_data_field" f ON f."id" = e."key"::uuid AND f."group_id" = "of_group"
  CROSS JOIN LATERAL "field_value_of"(e."value", f."type"::text) v
  WHERE coalesce(v."number"::text, v."iso", v."text") IS NOT NULL
$$;

CREATE FUNCTION "add_external_data_values"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "field_value" ("field_id", "record_id", "number", "iso", "text")
  SELECT v."field_id", n."record_id", v."number", v."iso", v."text"
  FROM "new_rows" n CROSS JOIN LATERAL "external_data_values_of"(n."values", n."group_id") v;
  RETURN NULL;
END $$;

CREATE FUNCTION "change_external_data_values"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM "field_value" v
  USING "old_rows" o JOIN "new_rows" n USING ("group_id", "record_id") CROSS JOIN LATERAL jsonb_each(o."values") e
  WHERE v."field_id" = e."key"::uuid AND v."record_id" = o."record_id" AND n."values" -> e."key" IS DISTINCT FROM e."value";
  INSERT INTO "field_value" ("field_id", "record_id", "number", "iso", "text")
  SELECT v."field_id", n."record_id", v."number", v."iso", v."text"
  FROM "old_rows" o JOIN "new_rows" n USING ("group_id", "record_id")
  CROSS JOIN LATERAL "external_data_values_of"(n."values", n."group_id") v
  WHERE o."values" -> v."field_id"::text IS DISTINCT FROM n."values" -> v."field_id"::text;
  RETURN NULL;
END $$;

CREATE FUNCTION "remove_external_data_values"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM "field_value" v USING "old_rows" o CROSS JOIN LATERAL jsonb_object_keys(o."values") k
  WHERE v."field_id" = k::uuid AND v."record_id" = o."record_id";
  RETURN NULL;
END $$;

CREATE FUNCTION "refill_external_data_field"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM "field_value" WHERE "field_id" = NEW."id";
  INSERT INTO "field_value" ("field_id", "record_id", "number", "iso", "text")
  SELECT v."field_id", r."record_id", v."number", v."iso", v."text" FROM "external_data_record" r
  CROSS JOIN LATERAL "external_data_values_of"(jsonb_build_object(NEW."id"::text, r."values" -> NEW."id"::text), r."group_id") v
  WHERE r."group_id" = NEW."group_id" AND r."values" ? NEW."id"::text;
  RETURN NULL;
END $$;

CREATE TRIGGER "add_values" AFTER INSERT ON "external_data_record" REFERENCING NEW TABLE AS "new_rows" FOR EACH STATEMENT EXECUTE FUNCTION "add_external_data_values"();
CREATE TRIGGER "change_values" AFTER UPDATE ON "external_data_record" REFERENCING OLD TABLE AS "old_rows" NEW TABLE AS "new_rows" FOR EACH STATEMENT EXECUTE FUNCTION "change_external_data_values"();
CREATE TRIGGER "remove_values" AFTER DELETE ON "external_data_record" REFERENCING OLD TABLE AS "old_rows" FOR EACH STATEMENT EXECUTE FUNCTION "remove_external_data_values"();
CREATE TRIGGER "refill_values" AFTER UPDATE OF "type" ON "external_data_field" FOR EACH ROW WHEN (OLD."type" IS DISTINCT FROM NEW."type") EXECUTE FUNCTION "refill_external_data_field"();

-- Profiles and tickets: by the key of the field. A row changes seldom and alone, so these work row by row; they come in crowds only when
-- they are new.
CREATE FUNCTION "add_profile_values"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "field_value" ("field_id", "record_id", "number", "iso", "text")
  SELECT f."id", n."id", v.* FROM "new_rows" n CROSS JOIN LATERAL jsonb_each(n."profile") e
  JOIN "profile_field" f ON f."key" = e."key" CROSS JOIN LATERAL "field_value_of"(e."value", f."type"::text) v
  WHERE coalesce(v."number"::text, v."iso", v."text") IS NOT NULL;
  RETURN NULL;
END $$;

CREATE FUNCTION "change_profile_values"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM "field_value" WHERE "record_id" = OLD."id" AND "field_id" IN (SELECT "id" FROM "profile_field");
  IF TG_OP = 'UPDATE' THEN
    INSERT INTO "field_value" ("field_id", "record_id", "number", "iso", "text")
    SELECT f."id", NEW."id", v.* FROM jsonb_each(NEW."profile") e
    JOIN "profile_field" f ON f."key" = e."key" CROSS JOIN LATERAL "field_value_of"(e."value", f."type"::text) v
    WHERE coalesce(v."number"::text, v."iso", v."text") IS NOT NULL;
  END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION "refill_profile_field"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    DELETE FROM "field_value" WHERE "field_id" = OLD."id";
  END IF;
  IF TG_OP <> 'DELETE' THEN
    INSERT INTO "field_value" ("field_id", "record_id", "number", "iso", "text")
    SELECT NEW."id", u."id", v.* FROM "app_user" u CROSS JOIN LATERAL "field_value_of"(u."profile" -> NEW."key", NEW."type"::text) v
    WHERE coalesce(v."number"::text, v."iso", v."text") IS NOT NULL;
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER "add_values" AFTER INSERT ON "app_user" REFERENCING NEW TABLE AS "new_rows" FOR EACH STATEMENT EXECUTE FUNCTION "add_profile_values"();
CREATE TRIGGER "change_values" AFTER UPDATE OF "profile" ON "app_user" FOR EACH ROW WHEN (OLD."profile" IS DISTINCT FROM NEW."profile") EXECUTE FUNCTION "change_profile_values"();
CREATE TRIGGER "remove_values" AFTER DELETE ON "app_user" FOR EACH ROW EXECUTE FUNCTION "change_profile_values"();
CREATE TRIGGER "fill_values" AFTER INSERT OR DELETE ON "profile_field" FOR EACH ROW EXECUTE FUNCTION "refill_profile_field"();
CREATE TRIGGER "refill_values" AFTER UPDATE OF "type", "key" ON "profile_field" FOR EACH ROW WHEN ((OLD."type", OLD."key") IS DISTINCT FROM (NEW."type", NEW."key")) EXECUTE FUNCTION "refill_profile_field"();

CREATE FUNCTION "add_ticket_values"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "field_value" ("field_id", "record_id", "number", "iso", "text")
  SELECT f."id", n."id", v.* FROM "new_rows" n CROSS JOIN LATERAL jsonb_each(n."values") e
  JOIN "feedback_field" f ON f."type_id" = n."type_id" AND f."key" = e."key" CROSS JOIN LATERAL "field_value_of"(e."value", f."type"::text) v
  WHERE coalesce(v."number"::text, v."iso", v."text") IS NOT NULL;
  RETURN NULL;
END $$;

CREATE FUNCTION "change_ticket_values"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM "field_value" WHERE "record_id" = OLD."id" AND "field_id" IN (SELECT "id" FROM "feedback_field" WHERE "type_id" = OLD."type_id");
  IF TG_OP = 'UPDATE' THEN
    INSERT INTO "field_value" ("field_id", "record_id", "number", "iso", "text")
    SELECT f."id", NEW."id", v.* FROM jsonb_each(NEW."values") e
    JOIN "feedback_field" f ON f."type_id" = NEW."type_id" AND f."key" = e."key" CROSS JOIN LATERAL "field_value_of"(e."value", f."type"::text) v
    WHERE coalesce(v."number"::text, v."iso", v."text") IS NOT NULL;
  END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION "refill_ticket_field"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    DELETE FROM "field_value" WHERE "field_id" = OLD."id";
  END IF;
  IF TG_OP <> 'DELETE' THEN
    INSERT INTO "field_value" ("field_id", "record_id", "number", "iso", "text")
    SELECT NEW."id", t."id", v.* FROM "feedback" t CROSS JOIN LATERAL "field_value_of"(t."values" -> NEW."key", NEW."type"::text) v
    WHERE t."type_id" = NEW."type_id" AND coalesce(v."number"::text, v."iso", v."text") IS NOT NULL;
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER "add_values" AFTER INSERT ON "feedback" REFERENCING NEW TABLE AS "new_rows" FOR EACH STATEMENT EXECUTE FUNCTION "add_ticket_values"();
CREATE TRIGGER "change_values" AFTER UPDATE OF "values", "type_id" ON "feedback" FOR EACH ROW WHEN ((OLD."values", OLD."type_id") IS DISTINCT FROM (NEW."values", NEW."type_id")) EXECUTE FUNCTION "change_ticket_values"();
CREATE TRIGGER "remove_values" AFTER DELETE ON "feedback" FOR EACH ROW EXECUTE FUNCTION "change_ticket_values"();
CREATE TRIGGER "fill_values" AFTER INSERT OR DELETE ON "feedback_field" FOR EACH ROW EXECUTE FUNCTION "refill_ticket_field"();
CREATE TRIGGER "refill_values" AFTER UPDATE OF "type", "key" ON "feedback_field" FOR EACH ROW WHEN ((OLD."type", OLD."key") IS DISTINCT FROM (NEW."type", NEW."key")) EXECUTE FUNCTION "refill_ticket_field"();

-- What is there already.
INSERT INTO "field_value" ("field_id", "record_id", "number", "iso", "text")
SELECT v."field_id", r."record_id", v."number", v."iso", v."text"
FROM "external_data_record" r CROSS JOIN LATERAL "external_data_values_of"(r."values", r."group_id") v;
INSERT INTO "field_value" ("field_id", "record_id", "number", "iso", "text")
SELECT f."id", u."id", v.* FROM "app_user" u CROSS JOIN "profile_field" f CROSS JOIN LATERAL "field_value_of"(u."profile" -> f."key", f."type"::text) v
WHERE coalesce(v."number"::text, v."iso", v."text") IS NOT NULL;
INSERT INTO "field_value" ("field_id", "record_id", "number", "iso", "text")
SELECT f."id", t."id", v.* FROM "feedback" t JOIN "feedback_field" f ON f."type_id" = t."type_id" CROSS JOIN LATERAL "field_value_of"(t."values" -> f."key", f."type"::text) v
WHERE coalesce(v."number"::text, v."iso", v."text") IS NOT NULL;

-- Equality is answered there now.
DROP INDEX "external_data_record_values";

-- What lists of users are sorted by and searched in. Addresses and usernames are lower-case already; sorting is by the language-neutral
-- order, whatever the database was made with.
CREATE INDEX "app_user_username_order" ON "app_user" (("username" COLLATE "und-x-icu"), "id");
CREATE INDEX "app_user_email_order" ON "app_user" (("email" COLLATE "und-x-icu"), "id");
CREATE INDEX "app_user_name_order" ON "app_user" ((nullif(trim("first_name" || ' ' || "last_name"), '') COLLATE "und-x-icu"), "id");
CREATE INDEX "app_user_name_trgm" ON "app_user" USING gin (lower(nullif(trim("first_name" || ' ' || "last_name"), '')) gin_trgm_ops);
CREATE INDEX "app_user_score_order" ON "app_user" ("score", "id");
-- Expressions that filters ask and no index answers: without their statistics a rare value is taken for a common one.
CREATE STATISTICS "app_user_locale" ON (lower("locale" COLLATE "C")) FROM "app_user";
CREATE STATISTICS "app_user_time_zone" ON (lower("time_zone" COLLATE "C")) FROM "app_user";
CREATE STATISTICS "app_user_first_name" ON (lower(nullif("first_name", ''))) FROM "app_user";
CREATE STATISTICS "app_user_last_name" ON (lower(nullif("last_name", ''))) FROM "app_user";
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
