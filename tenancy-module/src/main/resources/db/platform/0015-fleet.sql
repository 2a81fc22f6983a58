--liquibase formatted sql

--changeset cordon:db-server
-- Servers on which provisioning makes clinical databases. The URL of the account that does so is
-- sealed; host and port stand beside it for people.
CREATE TABLE db_server (
  name VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  region VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  host VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  port INT NOT NULL,
  sealed VARCHAR(2000) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  capacity INT NOT NULL,
  state VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'open',
  created_at DATETIME(3) NOT NULL,
  PRIMARY KEY (name),
  UNIQUE KEY uq_db_server_address (host, port),
  KEY ix_db_server_region (region, name),
  CONSTRAINT ck_db_server_name CHECK (name REGEXP '^[a-z0-9][a-z0-9-]{0,39}$'),
  CONSTRAINT ck_db_server_capacity CHECK (capacity BETWEEN 1 AND 100000),
  CONSTRAINT ck_db_server_state CHECK (state IN ('open', 'draining'))
) ENGINE = InnoDB;

--changeset cordon:server-database
-- Each clinical database that provisioning has made or is about to make, and whose it is. A row
-- takes a place on its server from the moment on that it is there. One without an organisation is
-- in stock.
CREATE TABLE server_database (
  ref VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  server VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  organisation_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NULL,
  sealed_runtime VARCHAR(2000) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  sealed_migration VARCHAR(2000) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  created_at DATETIME(3) NOT NULL,
  PRIMARY KEY (ref),
  UNIQUE KEY uq_server_database_organisation (organisation_id),
  KEY ix_server_database_server (server, created_at),
  CONSTRAINT fk_server_database_server FOREIGN KEY (server) REFERENCES db_server (name)
) ENGINE = InnoDB;
