--liquibase formatted sql

--changeset cordon:platform-audit-items
-- How many records an entry is about, where it is about a page of them.
ALTER TABLE audit_record ADD COLUMN items INT NULL;
