--liquibase formatted sql

--changeset cordon:organisation
CREATE TABLE organisation (
  id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  slug VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  name VARCHAR(200) NOT NULL,
  region VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  vertical VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  tier VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  states VARCHAR(400) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  status VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'active',
  clinical_db_connection_ref VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NULL,
  clinical_storage_bucket VARCHAR(63) CHARACTER SET ascii COLLATE ascii_bin NULL,
  clinical_kms_key_arn VARCHAR(200) CHARACTER SET ascii COLLATE ascii_bin NULL,
  version BIGINT NOT NULL DEFAULT 1,
  created_at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
  updated_at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
  PRIMARY KEY (id),
  UNIQUE KEY uq_organisation_slug (slug),
  UNIQUE KEY uq_organisation_database (clinical_db_connection_ref),
  UNIQUE KEY uq_organisation_bucket (clinical_storage_bucket),
  UNIQUE KEY uq_organisation_key (clinical_kms_key_arn),
  CONSTRAINT ck_organisation_id CHECK (
    id REGEXP '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$'),
  CONSTRAINT ck_organisation_slug CHECK (
    slug REGEXP '^[a-z0-9][a-z0-9-]{1,30}[a-z0-9]$'
    AND slug NOT IN ('admin', 'api', 'app', 'ops', 'www', 'static', 'docs', 'master', 'platform',
                     'health')),
  -- Two spellings of one resource must not count as two resources.
  CONSTRAINT ck_organisation_bucket CHECK (
    clinical_storage_bucket REGEXP '^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$'),
  CONSTRAINT ck_organisation_key CHECK (
    clinical_kms_key_arn REGEXP '^arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/[a-z0-9-]{1,64}$'),
  CONSTRAINT ck_organisation_ref CHECK (
    clinical_db_connection_ref REGEXP '^[a-z][a-z0-9]*(-[a-z0-9]+)*$'
    AND clinical_db_connection_ref <> 'dir')
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

--changeset cordon:organisation-resource
-- Who owns, or ever owned, a database ref, a bucket or a key. One resource never serves two.
CREATE TABLE organisation_resource (
  organisation_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  kind VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  value VARCHAR(200) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  since DATETIME(3) NOT NULL,
  until DATETIME(3) NULL,
  PRIMARY KEY (organisation_id, kind, value),
  UNIQUE KEY uq_organisation_resource (kind, value),
  CONSTRAINT ck_organisation_resource_kind CHECK (kind IN ('database', 'bucket', 'key')),
  CONSTRAINT fk_organisation_resource FOREIGN KEY (organisation_id) REFERENCES organisation (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

--changeset cordon:clinical-database
-- The identity that each clinical database showed when it first served. The shared one is the row
-- without an organisation.
CREATE TABLE clinical_database (
  ref VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  organisation_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NULL,
  database_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  first_served_at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
  PRIMARY KEY (ref),
  UNIQUE KEY uq_clinical_database_identity (database_id),
  CONSTRAINT fk_clinical_database FOREIGN KEY (organisation_id) REFERENCES organisation (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

--changeset cordon:registry-version
-- Grows with every change of an organisation; nodes poll it to learn of changes early.
CREATE TABLE registry_version (
  id TINYINT NOT NULL,
  version BIGINT NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT ck_registry_version CHECK (id = 1)
) ENGINE = InnoDB;
INSERT INTO registry_version (id, version) VALUES (1, 1);
