-- Who sums up a field of a million records reads its values from here alone, instead of all values of all fields. A row of an index takes
-- no text of any length: the few long ones are found by an index of their own.
CREATE INDEX "field_value_short" ON "field_value" ("field_id", "record_id") INCLUDE ("text", "number", "iso") WHERE coalesce(octet_length("text"), 0) <= 1000;
CREATE INDEX "field_value_long" ON "field_value" ("field_id", "record_id") WHERE coalesce(octet_length("text"), 0) > 1000;
-- Without it a third of all texts would pass for long.
CREATE STATISTICS "field_value_length" ON (coalesce(octet_length("text"), 0)) FROM "field_value";
-- Statistics of an empty table would make plans for an empty table, which connections keep when it fills.
DO $$ BEGIN
  IF EXISTS (SELECT FROM "field_value") THEN
    ANALYZE "field_value";
  END IF;
END $$;
