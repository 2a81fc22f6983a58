--liquibase formatted sql

-- Tables of the database itself, not of a tenant, are listed in the test ClinicalSchemaIT.

--changeset cordon:identity
-- Who this database is, for ever. A persistence unit serves only after it has read the identity
-- that the platform database recorded for it.
CREATE TABLE identity (
  id TINYINT NOT NULL,
  database_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  created_at DATETIME(3) NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT ck_identity CHECK (id = 1)
) ENGINE = InnoDB;
INSERT INTO identity (id, database_id, created_at) VALUES (1, UUID(), UTC_TIMESTAMP(3));

--changeset cordon:identity-updating endDelimiter://
CREATE TRIGGER identity_updating BEFORE UPDATE ON identity FOR EACH ROW
BEGIN
  SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'the identity of a database never changes';
END
//

--changeset cordon:identity-deleting endDelimiter://
CREATE TRIGGER identity_deleting BEFORE DELETE ON identity FOR EACH ROW
BEGIN
  SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'the identity of a database never changes';
END
//

--changeset cordon:placement
-- Whether this database is a tenant's home; the epoch grows with each managed change of home.
CREATE TABLE placement (
  tenant_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  epoch BIGINT NOT NULL,
  state VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (tenant_id),
  CONSTRAINT ck_placement_state CHECK (state IN ('home', 'copying', 'draining', 'away'))
) ENGINE = InnoDB;
