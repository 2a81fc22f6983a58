--liquibase formatted sql

--changeset cordon:dek-evidence
-- fingerprint tells whether what unwraps is the DEK that the row was made with; NULL where nobody
-- knows. wrapped_at is when it was wrapped as it is; NULL where that is created_at.
ALTER TABLE dek
  ADD COLUMN fingerprint BINARY(32) NULL,
  ADD COLUMN wrapped_at DATETIME(3) NULL;
