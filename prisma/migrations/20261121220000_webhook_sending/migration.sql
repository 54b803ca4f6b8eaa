-- Who asked for the next try; null when it is our own schedule.
ALTER TABLE "webhook_delivery" ADD COLUMN "asked_by_id" UUID;

-- What receivers said of one webhook action, over its versions: refusals in a row, and whether it is switched off.
CREATE TABLE "webhook_action_state" (
    "macro_id" UUID NOT NULL,
    "action_id" UUID NOT NULL,
    "refused_status" INTEGER,
    "refused_times" INTEGER NOT NULL DEFAULT 0,
    "off_at" TIMESTAMPTZ(3),
    "off_reason" TEXT,

    CONSTRAINT "webhook_action_state_pkey" PRIMARY KEY ("macro_id","action_id")
);
ALTER TABLE "webhook_action_state" ADD CONSTRAINT "webhook_action_state_macro_id_fkey" FOREIGN KEY ("macro_id") REFERENCES "macro"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A delivery that came to its end stays there, unless a person asks for another try.
CREATE FUNCTION "keep_final_delivery"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD."state" IN ('delivered', 'failed', 'cancelled', 'skipped', 'blocked', 'invalid')
     AND NEW."state" <> OLD."state"
     AND NOT (NEW."state" = 'waiting' AND NEW."asked_by_id" IS NOT NULL) THEN
    RAISE EXCEPTION 'delivery % is %, it cannot become %', OLD."id", OLD."state", NEW."state";
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "keep_final" BEFORE UPDATE OF "state" ON "webhook_delivery" FOR EACH ROW EXECUTE FUNCTION "keep_final_delivery"();
