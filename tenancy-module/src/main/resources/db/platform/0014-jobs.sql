--liquibase formatted sql

-- Batch jobs: what was asked for, what is left of it, and who is at it (decision 0021). The server's
-- own job repository is a hint; these rows are the truth.

--changeset cordon:job-request
-- What an administrator, or a schedule, asked for.
CREATE TABLE job_request (
  id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  job VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  organisation_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  state VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  -- The job's own, as JSON.
  parameters VARCHAR(1000) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  requested_by VARCHAR(200) NOT NULL,
  trace_id CHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  -- Items a second, of all nodes together; the next one is not begun before next_micros since 1970.
  rate INT NOT NULL,
  next_micros BIGINT NOT NULL DEFAULT 0,
  -- Grows each time that the items are gone through from the first one.
  pass INT NOT NULL DEFAULT 1,
  total BIGINT NULL,
  created_at DATETIME(3) NOT NULL,
  started_at DATETIME(3) NULL,
  ended_at DATETIME(3) NULL,
  -- What was there before, and the evidence at the end; JSON.
  baseline MEDIUMTEXT NULL,
  report MEDIUMTEXT NULL,
  -- The same while the job is unfinished, so that an organisation has one of each; NULL afterwards.
  unfinished VARCHAR(60) CHARACTER SET ascii COLLATE ascii_bin NULL,
  PRIMARY KEY (id),
  UNIQUE KEY uq_job_request_unfinished (unfinished),
  KEY ix_job_request_organisation (organisation_id, id),
  KEY ix_job_request_state (state),
  CONSTRAINT ck_job_request_state CHECK (
    state IN ('running', 'stopping', 'stopped', 'failed', 'completed', 'abandoned')),
  CONSTRAINT ck_job_request_rate CHECK (rate BETWEEN 1 AND 10000),
  CONSTRAINT fk_job_request FOREIGN KEY (organisation_id) REFERENCES organisation (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

--changeset cordon:job-range
-- A part of a job, leased to one worker of one node at a time. The token grows with each lease; who
-- has an old one has lost the range.
CREATE TABLE job_range (
  id BIGINT NOT NULL AUTO_INCREMENT,
  request_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  pass INT NOT NULL,
  kind VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  -- The checkpoint: what lies between it and the end is left to do. NULL is no end.
  after_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
  upto_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NULL,
  owner CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NULL,
  until DATETIME(3) NULL,
  token BIGINT NOT NULL DEFAULT 0,
  faults INT NOT NULL DEFAULT 0,
  done BIGINT NOT NULL DEFAULT 0,
  changed BIGINT NOT NULL DEFAULT 0,
  verified BIGINT NOT NULL DEFAULT 0,
  errors BIGINT NOT NULL DEFAULT 0,
  calls BIGINT NOT NULL DEFAULT 0,
  done_at DATETIME(3) NULL,
  PRIMARY KEY (id),
  KEY ix_job_range_request (request_id, done_at, id),
  CONSTRAINT ck_job_range_kind CHECK (kind IN ('prepare', 'work', 'finish')),
  CONSTRAINT fk_job_range FOREIGN KEY (request_id) REFERENCES job_request (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

--changeset cordon:job-failure
-- Why items of a pass were left as they were.
CREATE TABLE job_failure (
  request_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  pass INT NOT NULL,
  kind VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  resource VARCHAR(200) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  permission VARCHAR(60) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  items BIGINT NOT NULL,
  PRIMARY KEY (request_id, pass, kind, resource, permission),
  CONSTRAINT fk_job_failure FOREIGN KEY (request_id) REFERENCES job_request (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
