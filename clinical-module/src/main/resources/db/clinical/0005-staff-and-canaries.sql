--liquibase formatted sql

--changeset cordon:audit-record-reason
-- Why platform staff looked at what identifies a patient.
ALTER TABLE audit_record ADD COLUMN reason VARCHAR(200) CHARACTER SET ascii COLLATE ascii_bin NULL;

--changeset cordon:canary
-- 1 for what a verification writes: those rows exist for nobody else.
ALTER TABLE patient
  ADD COLUMN canary TINYINT NOT NULL DEFAULT 0,
  ADD KEY ix_patient_canary (tenant_id, canary, id);
ALTER TABLE clinical_case ADD COLUMN canary TINYINT NOT NULL DEFAULT 0;
ALTER TABLE image ADD COLUMN canary TINYINT NOT NULL DEFAULT 0;
ALTER TABLE histology_report ADD COLUMN canary TINYINT NOT NULL DEFAULT 0;
