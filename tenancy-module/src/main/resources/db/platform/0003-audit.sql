--liquibase formatted sql

--changeset cordon:audit-record
-- Administrative changes. Clinical writes are audited in the tenant's own clinical database.
CREATE TABLE audit_record (
  seq BIGINT NOT NULL AUTO_INCREMENT,
  tenant_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  at DATETIME(3) NOT NULL,
  actor VARCHAR(200) NOT NULL,
  role VARCHAR(40) NOT NULL,
  verb VARCHAR(60) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  record VARCHAR(200) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  outcome VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  trace_id CHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (seq),
  KEY ix_audit_record_tenant (tenant_id, seq)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
