--liquibase formatted sql

--changeset cordon:organisation-locked-keys
-- Since when nobody may use the organisation's keys; NULL when they are not locked.
ALTER TABLE organisation ADD COLUMN keys_locked_at DATETIME(3) NULL;
