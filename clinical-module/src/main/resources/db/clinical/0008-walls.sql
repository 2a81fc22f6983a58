--liquibase formatted sql

-- Views, triggers, routines and grants are not here: they follow from the tables, and are made anew
-- after each migration (see the room tenancy.wall).

--changeset cordon:wall-key
-- The accounts that may serve from this database, and the keys with which they sign whose rows a
-- connection sees. No account that serves has any right here.
CREATE TABLE wall_key (
  account VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  inner_pad BINARY(64) NOT NULL,
  outer_pad BINARY(64) NOT NULL,
  since DATETIME(3) NOT NULL,
  PRIMARY KEY (account)
) ENGINE = InnoDB;
