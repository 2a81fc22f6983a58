--liquibase formatted sql

--changeset cordon:organisation-home
-- Where the records of an organisation are at home since the last managed change: epoch 0 is a
-- placement by hand, for which the columns alone count. Without a ref the home is the shared database.
ALTER TABLE organisation
  ADD COLUMN home_epoch BIGINT NOT NULL DEFAULT 0,
  ADD COLUMN home_ref VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NULL,
  ADD CONSTRAINT ck_organisation_home CHECK (
    home_epoch >= 0 AND (home_epoch > 0 OR home_ref IS NULL));
