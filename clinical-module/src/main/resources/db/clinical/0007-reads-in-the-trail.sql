--liquibase formatted sql

--changeset cordon:audit-record-items
-- How many records a list showed; NULL for whatever names its record.
ALTER TABLE audit_record ADD COLUMN items INT NULL;
