--liquibase formatted sql

--changeset cordon:retirement
-- Organisations that are to end, or have ended (decision 0023). Who works on one holds its lease;
-- after a death the next one goes on when it has ended. A row of one that was retired stays for good,
-- and with it the organisation, so that neither its id nor its slug is used again.
CREATE TABLE retirement (
  organisation_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  state VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  requested_by VARCHAR(200) NOT NULL,
  retiring_at DATETIME(3) NOT NULL,
  completed_by VARCHAR(200) NULL,
  actor VARCHAR(200) NULL,
  role VARCHAR(40) NULL,
  trace_id CHAR(32) CHARACTER SET ascii COLLATE ascii_bin NULL,
  retired_at DATETIME(3) NULL,
  -- What there was before anything was destroyed, and what was seen at the end; JSON without
  -- anything clinical.
  holdings MEDIUMTEXT NULL,
  certificate MEDIUMTEXT NULL,
  -- When database and bucket go, and when they went.
  delete_after DATETIME(3) NULL,
  deleted_at DATETIME(3) NULL,
  -- When somebody last looked whether an old copy of a database has brought rows back.
  looked_at DATETIME(3) NULL,
  owner CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NULL,
  until DATETIME(3) NULL,
  PRIMARY KEY (organisation_id),
  KEY ix_retirement_state (state, delete_after),
  CONSTRAINT ck_retirement_state CHECK (state IN ('retiring', 'running', 'retired', 'deleted')),
  CONSTRAINT fk_retirement FOREIGN KEY (organisation_id) REFERENCES organisation (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

--changeset cordon:retirement-step
-- What a step has seen last. It is for people and for nothing else: each step looks for itself at
-- what is there.
CREATE TABLE retirement_step (
  organisation_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  step VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  state VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  evidence VARCHAR(500) NOT NULL,
  at DATETIME(3) NOT NULL,
  PRIMARY KEY (organisation_id, step),
  CONSTRAINT fk_retirement_step FOREIGN KEY (organisation_id)
    REFERENCES retirement (organisation_id) ON DELETE CASCADE,
  CONSTRAINT ck_retirement_step CHECK (state IN ('begun', 'done', 'failed'))
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

--changeset cordon:retired-trail
-- The trail of an organisation whose own database goes: it is kept for as long as the law says, and
-- holds ids, names of staff and reasons. Each line is JSON, with the columns that it had.
CREATE TABLE retired_trail (
  organisation_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  ref VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  seq BIGINT NOT NULL,
  line TEXT NOT NULL,
  PRIMARY KEY (organisation_id, ref, seq),
  CONSTRAINT fk_retired_trail FOREIGN KEY (organisation_id) REFERENCES organisation (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

--changeset cordon:retired-is-final endDelimiter://
-- A trigger of its own beside those of 0002, so that there is no moment without those.
CREATE TRIGGER organisation_retired BEFORE UPDATE ON organisation FOR EACH ROW
BEGIN
  IF OLD.status = 'retired' AND (NEW.status <> OLD.status OR NEW.slug <> OLD.slug) THEN
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'a retired organisation stays retired';
  END IF;
END
//
