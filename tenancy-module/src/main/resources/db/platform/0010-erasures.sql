--liquibase formatted sql

-- Patients that were erased, kept apart from the databases that held them: an old copy of such a
-- database does not bring them back (decision 0019). Ids, counts, who asked and when; nothing
-- clinical.

--changeset cordon:erasure
-- Begun before the clinical database erases, done after it has committed.
CREATE TABLE erasure (
  organisation_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  patient_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  dek_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  -- The name of the key that the DEK was wrapped with, such as kms:<arn>; never the wrapped key.
  wrapped_by VARCHAR(300) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  requested_by VARCHAR(200) NOT NULL,
  state VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  begun_at DATETIME(3) NOT NULL,
  done_at DATETIME(3) NULL,
  -- How many rows of which table went; NULL where the node died before it could say.
  destroyed VARCHAR(1000) CHARACTER SET ascii COLLATE ascii_bin NULL,
  PRIMARY KEY (organisation_id, id),
  KEY ix_erasure_patient (organisation_id, patient_id, id),
  KEY ix_erasure_state (state, begun_at),
  CONSTRAINT ck_erasure_state CHECK (state IN ('begun', 'done')),
  CONSTRAINT fk_erasure FOREIGN KEY (organisation_id) REFERENCES organisation (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

--changeset cordon:erasure-total
-- How many are done, counted in the transaction that notes each, so that nobody counts the list.
CREATE TABLE erasure_total (
  organisation_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  done BIGINT NOT NULL,
  PRIMARY KEY (organisation_id),
  CONSTRAINT fk_erasure_total FOREIGN KEY (organisation_id) REFERENCES organisation (id)
) ENGINE = InnoDB;
