--liquibase formatted sql

--changeset cordon:rotated-at
-- Since when the passwords of today are; NULL until they were exchanged for the first time.
ALTER TABLE server_database ADD COLUMN rotated_at DATETIME(3) NULL;

--changeset cordon:credential-rotation
-- An exchange of passwords that has begun and not ended. Until it is switched, the URLs here are those
-- to come; from then on they are the former ones, whose accounts are still there.
CREATE TABLE credential_rotation (
  ref VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  sealed_runtime VARCHAR(2000) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  sealed_migration VARCHAR(2000) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  began_at DATETIME(3) NOT NULL,
  switched_at DATETIME(3) NULL,
  PRIMARY KEY (ref),
  CONSTRAINT fk_credential_rotation FOREIGN KEY (ref)
    REFERENCES server_database (ref) ON DELETE CASCADE
) ENGINE = InnoDB;

--changeset cordon:credential-rotation-step
-- What a step of the latest exchange has seen last. For people and for nothing else.
CREATE TABLE credential_rotation_step (
  ref VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  step VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  state VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  evidence VARCHAR(500) NOT NULL,
  at DATETIME(3) NOT NULL,
  PRIMARY KEY (ref, step),
  CONSTRAINT fk_credential_rotation_step FOREIGN KEY (ref)
    REFERENCES server_database (ref) ON DELETE CASCADE,
  CONSTRAINT ck_credential_rotation_step CHECK (state IN ('begun', 'done', 'failed'))
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
