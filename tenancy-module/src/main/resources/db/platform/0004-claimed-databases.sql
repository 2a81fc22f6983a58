--liquibase formatted sql

--changeset cordon:clinical-database-claim
-- An organisation claims the identity of a database together with its ref, so that two refs cannot
-- lead to one database even before it serves. Without a time it has not served yet.
ALTER TABLE clinical_database
  MODIFY first_served_at DATETIME(3) NULL DEFAULT CURRENT_TIMESTAMP(3);
