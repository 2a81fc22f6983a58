--liquibase formatted sql

--changeset cordon:erasure-mark
-- How many erasures of a tenant this database has carried out, counted in the transaction of each.
-- A copy from before an erasure counts fewer than the platform's list, and that is how it is told
-- (decision 0019). The id is the tenant's again: one row each.
CREATE TABLE erasure_mark (
  tenant_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  erasures BIGINT NOT NULL,
  PRIMARY KEY (tenant_id, id)
) ENGINE = InnoDB;

--changeset cordon:object-removal-erasure
-- The erasure that an object goes with, so that its certificate can say what is still pending.
ALTER TABLE object_removal
  ADD COLUMN erasure_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NULL,
  ADD KEY ix_object_removal_erasure (tenant_id, erasure_id);
