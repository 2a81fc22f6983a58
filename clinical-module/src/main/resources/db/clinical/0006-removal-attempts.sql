--liquibase formatted sql

--changeset cordon:object-removal-attempts
-- How often a removal has failed; the next one waits the longer.
ALTER TABLE object_removal ADD COLUMN attempts INT NOT NULL DEFAULT 0;
