-- History is changed in one case only: when a person is taken out of it. lib/users/rewrite-history.ts says so for its own transaction.
CREATE OR REPLACE FUNCTION "refuse_update"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('fieldpost.erasing', true) = 'on' THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END $$;
