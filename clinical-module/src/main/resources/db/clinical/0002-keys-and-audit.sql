--liquibase formatted sql

--changeset cordon:dek
CREATE TABLE dek (
  tenant_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  purpose VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  wrapped VARCHAR(1000) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  created_at DATETIME(3) NOT NULL,
  PRIMARY KEY (tenant_id, id)
) ENGINE = InnoDB;

--changeset cordon:audit-record
CREATE TABLE audit_record (
  tenant_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  seq BIGINT NOT NULL AUTO_INCREMENT,
  id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  at DATETIME(3) NOT NULL,
  actor VARCHAR(200) CHARACTER SET utf8mb4 NOT NULL,
  role VARCHAR(120) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  verb VARCHAR(60) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  record VARCHAR(200) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  outcome VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  trace_id CHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (tenant_id, seq),
  UNIQUE KEY uq_audit_record_id (tenant_id, id),
  -- Only so that InnoDB can count seq up; no query of a tenant uses it.
  KEY ix_audit_record_counter (seq)
) ENGINE = InnoDB;
