-- A trace asks by the chain. Changes that nothing but a person made have none.
CREATE INDEX "macro_run_chain_id_idx" ON "macro_run" ("chain_id");
CREATE INDEX "feedback_change_chain_id_idx" ON "feedback_change" ("chain_id") WHERE "chain_id" IS NOT NULL;
