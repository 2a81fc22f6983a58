--liquibase formatted sql

--changeset cordon:object-removal
-- Objects that are to go: written before an upload and taken back with its row, or written with the
-- removal of a row. What is due is deleted with all versions.
CREATE TABLE object_removal (
  tenant_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  s3_bucket VARCHAR(63) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  s3_key VARCHAR(200) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  due_at DATETIME(3) NOT NULL,
  PRIMARY KEY (tenant_id, id),
  KEY ix_object_removal_due (tenant_id, due_at)
) ENGINE = InnoDB;

--changeset cordon:idempotent-request
-- Answers to requests that carried an Idempotency-Key; kept for 24 hours, sealed with the DEK of
-- the patient that they are about, and gone with it.
CREATE TABLE idempotent_request (
  tenant_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  id CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  request_hash VARBINARY(200) NOT NULL,
  dek_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  location VARCHAR(200) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  body MEDIUMBLOB NOT NULL,
  created_at DATETIME(3) NOT NULL,
  PRIMARY KEY (tenant_id, id),
  KEY ix_idempotent_request_age (tenant_id, created_at),
  KEY ix_idempotent_request_dek (tenant_id, dek_id)
) ENGINE = InnoDB;
