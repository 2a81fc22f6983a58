--liquibase formatted sql

--changeset cordon:verification
-- What each verification of an organisation saw; kept as evidence.
CREATE TABLE verification (
  id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  organisation_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  at DATETIME(3) NOT NULL,
  requested_by VARCHAR(200) NOT NULL,
  passed TINYINT NOT NULL,
  checks MEDIUMTEXT NOT NULL,
  PRIMARY KEY (id),
  KEY ix_verification_organisation (organisation_id, id),
  CONSTRAINT fk_verification FOREIGN KEY (organisation_id) REFERENCES organisation (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

--changeset cordon:verification-run
-- The verification that runs now, one at a time per organisation, on whichever node. One whose
-- node died ends by itself.
CREATE TABLE verification_run (
  organisation_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  until DATETIME(3) NOT NULL,
  PRIMARY KEY (organisation_id),
  CONSTRAINT fk_verification_run FOREIGN KEY (organisation_id) REFERENCES organisation (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
