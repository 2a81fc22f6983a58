--liquibase formatted sql

-- Fields that are VARBINARY or BLOB are encrypted: version, nonce, ciphertext (see FieldCipher).

--changeset cordon:patient
CREATE TABLE patient (
  tenant_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  version BIGINT NOT NULL,
  dek_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  mrn VARBINARY(500) NOT NULL,
  mrn_index BINARY(32) NOT NULL,
  family_name VARBINARY(1000) NOT NULL,
  family_name_index BINARY(32) NOT NULL,
  given_name VARBINARY(1000) NULL,
  birth_date VARBINARY(100) NULL,
  sex VARBINARY(100) NULL,
  address_line VARBINARY(1500) NULL,
  city VARBINARY(1000) NULL,
  postal_code VARBINARY(200) NULL,
  phone VARBINARY(300) NULL,
  created_at DATETIME(3) NOT NULL,
  updated_at DATETIME(3) NOT NULL,
  PRIMARY KEY (tenant_id, id),
  UNIQUE KEY uq_patient_mrn (tenant_id, mrn_index),
  KEY ix_patient_family_name (tenant_id, family_name_index, id),
  CONSTRAINT fk_patient_dek FOREIGN KEY (tenant_id, dek_id) REFERENCES dek (tenant_id, id)
) ENGINE = InnoDB;

--changeset cordon:clinical-case
CREATE TABLE clinical_case (
  tenant_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  version BIGINT NOT NULL,
  patient_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  title VARBINARY(2000) NOT NULL,
  opened_on DATE NULL,
  notes MEDIUMBLOB NULL,
  -- A blind index of the identifier in the system that the case was imported from.
  source_index BINARY(32) NULL,
  created_at DATETIME(3) NOT NULL,
  updated_at DATETIME(3) NOT NULL,
  PRIMARY KEY (tenant_id, id),
  UNIQUE KEY uq_clinical_case_source (tenant_id, source_index),
  KEY ix_clinical_case_patient (tenant_id, patient_id, id),
  CONSTRAINT fk_clinical_case_patient
    FOREIGN KEY (tenant_id, patient_id) REFERENCES patient (tenant_id, id)
) ENGINE = InnoDB;

--changeset cordon:image
CREATE TABLE image (
  tenant_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  case_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  s3_bucket VARCHAR(63) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  s3_key VARCHAR(200) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  sha256 CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  size_bytes BIGINT NOT NULL,
  content_type VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  created_at DATETIME(3) NOT NULL,
  PRIMARY KEY (tenant_id, id),
  KEY ix_image_case (tenant_id, case_id, id),
  CONSTRAINT fk_image_case
    FOREIGN KEY (tenant_id, case_id) REFERENCES clinical_case (tenant_id, id)
) ENGINE = InnoDB;

--changeset cordon:histology-report
CREATE TABLE histology_report (
  tenant_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  case_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  kind VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  s3_bucket VARCHAR(63) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  s3_key VARCHAR(200) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  sha256 CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  size_bytes BIGINT NOT NULL,
  content_type VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  source_index BINARY(32) NULL,
  created_at DATETIME(3) NOT NULL,
  PRIMARY KEY (tenant_id, id),
  UNIQUE KEY uq_histology_report_source (tenant_id, source_index),
  KEY ix_histology_report_case (tenant_id, case_id, id),
  CONSTRAINT ck_histology_report_kind CHECK (kind IN ('histology', 'note')),
  CONSTRAINT fk_histology_report_case
    FOREIGN KEY (tenant_id, case_id) REFERENCES clinical_case (tenant_id, id)
) ENGINE = InnoDB;
