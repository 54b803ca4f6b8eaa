-- How much a ticket counts: the weights of its chosen options times the factors of its submitter's teams. Kept by triggers, like the values
-- of tickets: people, imports, listeners and macros all move it.
ALTER TABLE "feedback"
    ADD COLUMN "weight" DOUBLE PRECISION NOT NULL DEFAULT 1,
    ADD COLUMN "impact" DOUBLE PRECISION GENERATED ALWAYS AS (round(("weight" * "popularity")::numeric, 4)::double precision) STORED;
CREATE INDEX "feedback_weight_order" ON "feedback" ("type_id", "weight", "id");
CREATE INDEX "feedback_impact_order" ON "feedback" ("type_id", "impact", "id");

CREATE FUNCTION "option_weights"("options" JSONB) RETURNS JSONB LANGUAGE sql IMMUTABLE AS $$
  SELECT jsonb_object_agg(o ->> 'value', o -> 'weight') FROM jsonb_array_elements("options") o WHERE o ? 'weight'
$$;

CREATE FUNCTION "weight_of"("of_type" UUID, "of_values" JSONB, "of_submitter" UUID, "of_project" UUID)
RETURNS DOUBLE PRECISION LANGUAGE plpgsql STABLE AS $$
DECLARE
  "product" DOUBLE PRECISION := 1;
  "factor" DOUBLE PRECISION;
BEGIN
  FOR "factor" IN
    SELECT ("option_weights"(f."options") ->> ("of_values" ->> f."key"))::double precision FROM "feedback_field" f
     WHERE f."type_id" = "of_type" AND f."type" = 'choice' AND f."archived_at" IS NULL
    UNION ALL
    SELECT t."impact_factor" FROM "team_membership" m JOIN "team" t ON t."id" = m."team_id"
     WHERE m."user_id" = "of_submitter" AND t."impact_factor" <> 1 AND (t."project_id" IS NULL OR t."project_id" = "of_project")
  LOOP
    "product" := "product" * coalesce("factor", 1);
  END LOOP;
  RETURN least(round("product"::numeric, 4)::double precision, 1e9);
END $$;

CREATE FUNCTION "weigh_ticket"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW."weight" := "weight_of"(NEW."type_id", NEW."values", NEW."submitter_id", NEW."project_id");
  RETURN NEW;
END $$;
CREATE TRIGGER "weigh" BEFORE INSERT OR UPDATE OF "values", "type_id", "submitter_id" ON "feedback"
    FOR EACH ROW EXECUTE FUNCTION "weigh_ticket"();

CREATE FUNCTION "weigh_tickets_of"("users" UUID[]) RETURNS VOID LANGUAGE sql AS $$
  UPDATE "feedback" f SET "weight" = n."weight"
    FROM (SELECT "id", "weight_of"("type_id", "values", "submitter_id", "project_id") AS "weight" FROM "feedback" WHERE "submitter_id" = ANY("users")) n
   WHERE n."id" = f."id" AND n."weight" <> f."weight"
$$;

CREATE FUNCTION "weigh_tickets_of_members"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- A team that is being deleted no longer tells its factor.
  PERFORM "weigh_tickets_of"(array_agg(DISTINCT m."user_id")) FROM "moved" m LEFT JOIN "team" t ON t."id" = m."team_id"
    WHERE t."impact_factor" IS DISTINCT FROM 1;
  RETURN NULL;
END $$;
CREATE TRIGGER "weigh_of_new" AFTER INSERT ON "team_membership" REFERENCING NEW TABLE AS "moved"
    FOR EACH STATEMENT EXECUTE FUNCTION "weigh_tickets_of_members"();
CREATE TRIGGER "weigh_of_gone" AFTER DELETE ON "team_membership" REFERENCING OLD TABLE AS "moved"
    FOR EACH STATEMENT EXECUTE FUNCTION "weigh_tickets_of_members"();

CREATE FUNCTION "weigh_tickets_of_team"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM "weigh_tickets_of"(array_agg("user_id")) FROM "team_membership" WHERE "team_id" = NEW."id";
  RETURN NULL;
END $$;
CREATE TRIGGER "weigh_of_members" AFTER UPDATE OF "impact_factor" ON "team"
    FOR EACH ROW WHEN (OLD."impact_factor" <> NEW."impact_factor") EXECUTE FUNCTION "weigh_tickets_of_team"();

CREATE FUNCTION "weigh_tickets_of_field"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "feedback" f SET "weight" = n."weight"
    FROM (SELECT "id", "weight_of"("type_id", "values", "submitter_id", "project_id") AS "weight" FROM "feedback"
           WHERE "type_id" = NEW."type_id" AND "values" ? NEW."key") n
   WHERE n."id" = f."id" AND n."weight" <> f."weight";
  RETURN NULL;
END $$;
CREATE TRIGGER "weigh_of_options" AFTER UPDATE OF "options", "archived_at" ON "feedback_field" FOR EACH ROW
    WHEN ("option_weights"(OLD."options") IS DISTINCT FROM "option_weights"(NEW."options")
      OR (OLD."archived_at" IS NULL) <> (NEW."archived_at" IS NULL)) EXECUTE FUNCTION "weigh_tickets_of_field"();
