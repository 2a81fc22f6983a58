--liquibase formatted sql

--changeset cordon:organisation-prefix-search
-- Whether patients may be found by the beginning of their family name.
ALTER TABLE organisation ADD COLUMN prefix_search TINYINT NOT NULL DEFAULT 1;
