--liquibase formatted sql

--changeset cordon:organisation-rewrap-schedule
-- After how many days the organisation's data keys are to be wrapped anew; NULL where nobody asks.
ALTER TABLE organisation
  ADD COLUMN rewrap_days INT NULL,
  ADD CONSTRAINT ck_organisation_rewrap_days CHECK (rewrap_days BETWEEN 1 AND 3650);
