-- The newest runs of a record, without reading all it ever had.
DROP INDEX "macro_run_record_subject_id_idx";
CREATE INDEX "macro_run_record_subject_id_id_idx" ON "macro_run_record" ("subject_id", "id" DESC);
