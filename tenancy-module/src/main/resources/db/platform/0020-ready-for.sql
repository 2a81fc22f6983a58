--liquibase formatted sql

--changeset cordon:ready-for
-- The schema and walls that a database in stock was made with; those of another version are looked
-- through before it serves.
ALTER TABLE server_database
  ADD COLUMN ready_for VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL;
