--liquibase formatted sql

--changeset cordon:organisation-issuer
-- Who vouches for the people of an organisation; NULL is the platform's tenant issuer. One issuer
-- never vouches for two.
ALTER TABLE organisation
  ADD COLUMN oidc_issuer VARCHAR(200) CHARACTER SET ascii COLLATE ascii_bin NULL,
  ADD COLUMN oidc_audience VARCHAR(200) CHARACTER SET ascii COLLATE ascii_bin NULL,
  ADD UNIQUE KEY uq_organisation_issuer (oidc_issuer),
  ADD CONSTRAINT ck_organisation_issuer CHECK (
    oidc_issuer REGEXP '^https?://[!-~]+$' AND oidc_issuer NOT REGEXP '/$'),
  ADD CONSTRAINT ck_organisation_audience CHECK (
    oidc_audience IS NULL OR oidc_issuer IS NOT NULL);
