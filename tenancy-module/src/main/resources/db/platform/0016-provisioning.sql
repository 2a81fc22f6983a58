--liquibase formatted sql

--changeset cordon:provisioning
-- Organisations that are being provisioned, or were. Who works on one holds its lease; after a death
-- the next one goes on when it has ended.
CREATE TABLE provisioning (
  organisation_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  slug VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  arguments TEXT NOT NULL,
  state VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  owner CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NULL,
  until DATETIME(3) NULL,
  created_at DATETIME(3) NOT NULL,
  ended_at DATETIME(3) NULL,
  PRIMARY KEY (organisation_id),
  UNIQUE KEY uq_provisioning_slug (slug),
  CONSTRAINT ck_provisioning_state CHECK (state IN ('running', 'done'))
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

--changeset cordon:provisioning-step
-- What a step has seen last. It is for people and for nothing else: each step looks for itself at
-- what is there.
CREATE TABLE provisioning_step (
  organisation_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  step VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  state VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  evidence VARCHAR(500) NOT NULL,
  at DATETIME(3) NOT NULL,
  PRIMARY KEY (organisation_id, step),
  CONSTRAINT fk_provisioning_step FOREIGN KEY (organisation_id)
    REFERENCES provisioning (organisation_id) ON DELETE CASCADE,
  CONSTRAINT ck_provisioning_step CHECK (state IN ('begun', 'done', 'failed'))
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
