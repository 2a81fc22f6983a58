--liquibase formatted sql

--changeset cordon:placement-filling
-- A database that a move fills is not the home yet.
ALTER TABLE placement DROP CONSTRAINT ck_placement_state;
ALTER TABLE placement ADD CONSTRAINT ck_placement_state
  CHECK (state IN ('home', 'copying', 'filling', 'draining', 'away'));

--changeset cordon:change-journal
-- The rows that were written while a move copies from here: their keys, in the transaction that wrote
-- them, deletes included. A move looks at each row as it is then, and takes the line away. The order
-- of the lines is not that of the commits, and nobody relies on it.
CREATE TABLE change_journal (
  tenant_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  seq BIGINT NOT NULL AUTO_INCREMENT,
  table_name VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  row_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (tenant_id, seq),
  -- Only so that InnoDB can count seq up; no query of a tenant uses it.
  KEY ix_change_journal_counter (seq)
) ENGINE = InnoDB;
