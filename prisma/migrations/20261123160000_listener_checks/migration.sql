-- Which calls a listener takes, and by which signature they prove that nobody changed them on the way.
ALTER TABLE "external_listener"
    ADD COLUMN "accept" JSONB NOT NULL DEFAULT '[]',
    ADD COLUMN "signature" JSONB;
