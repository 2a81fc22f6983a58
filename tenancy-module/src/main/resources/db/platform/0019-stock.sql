--liquibase formatted sql

--changeset cordon:provisioning-aborting
-- A provisioning that is being taken back is not gone on with.
ALTER TABLE provisioning DROP CONSTRAINT ck_provisioning_state;
ALTER TABLE provisioning ADD CONSTRAINT ck_provisioning_state
  CHECK (state IN ('running', 'done', 'aborting'));

--changeset cordon:stock
-- How many databases a server keeps ready. One that is nobody's is in stock when it is ready; until
-- then somebody works on it, or has died over it.
ALTER TABLE db_server
  ADD COLUMN stock_wanted INT NOT NULL DEFAULT 0,
  ADD CONSTRAINT ck_db_server_stock CHECK (stock_wanted BETWEEN 0 AND 100);
ALTER TABLE server_database
  ADD COLUMN ready_at DATETIME(3) NULL,
  ADD COLUMN worked_on_until DATETIME(3) NULL;
