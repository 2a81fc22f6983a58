--liquibase formatted sql

--changeset cordon:patient-family-prefixes
-- Blind indexes of the first three to six letters of a family name; NULL for one that is shorter,
-- and where the organisation has the search by beginnings switched off.
ALTER TABLE patient
  ADD COLUMN family_prefix_3 BINARY(32) NULL,
  ADD COLUMN family_prefix_4 BINARY(32) NULL,
  ADD COLUMN family_prefix_5 BINARY(32) NULL,
  ADD COLUMN family_prefix_6 BINARY(32) NULL,
  ADD KEY ix_patient_prefix_3 (tenant_id, family_prefix_3, id),
  ADD KEY ix_patient_prefix_4 (tenant_id, family_prefix_4, id),
  ADD KEY ix_patient_prefix_5 (tenant_id, family_prefix_5, id),
  ADD KEY ix_patient_prefix_6 (tenant_id, family_prefix_6, id);
