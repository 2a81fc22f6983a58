--liquibase formatted sql

-- Triggers, so that a plain UPDATE by a database administrator is held to the same rules and is
-- seen as fast as a change through the product (decision 0004).

--changeset cordon:claim-resource endDelimiter://
CREATE PROCEDURE claim_resource(IN p_organisation CHAR(36) CHARACTER SET ascii COLLATE ascii_bin,
                                IN p_kind VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin,
                                IN p_value VARCHAR(200) CHARACTER SET ascii COLLATE ascii_bin)
  SQL SECURITY DEFINER
BEGIN
  DECLARE v_owner CHAR(36) CHARACTER SET ascii COLLATE ascii_bin;
  INSERT INTO organisation_resource (organisation_id, kind, value, since)
  VALUES (p_organisation, p_kind, p_value, UTC_TIMESTAMP(3))
  ON DUPLICATE KEY UPDATE until = IF(organisation_id = p_organisation, NULL, until);
  SELECT organisation_id INTO v_owner FROM organisation_resource
  WHERE kind = p_kind AND value = p_value;
  IF v_owner <> p_organisation THEN
    SIGNAL SQLSTATE '45000'
      SET MESSAGE_TEXT = 'this resource serves or has served another organisation';
  END IF;
END
//

--changeset cordon:organisation-inserted endDelimiter://
CREATE TRIGGER organisation_inserted AFTER INSERT ON organisation FOR EACH ROW
BEGIN
  IF NEW.clinical_db_connection_ref IS NOT NULL THEN
    CALL claim_resource(NEW.id, 'database', NEW.clinical_db_connection_ref);
  END IF;
  IF NEW.clinical_storage_bucket IS NOT NULL THEN
    CALL claim_resource(NEW.id, 'bucket', NEW.clinical_storage_bucket);
  END IF;
  IF NEW.clinical_kms_key_arn IS NOT NULL THEN
    CALL claim_resource(NEW.id, 'key', NEW.clinical_kms_key_arn);
  END IF;
  UPDATE registry_version SET version = version + 1 WHERE id = 1;
END
//

--changeset cordon:organisation-updating endDelimiter://
CREATE TRIGGER organisation_updating BEFORE UPDATE ON organisation FOR EACH ROW
BEGIN
  IF NEW.id <> OLD.id THEN
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'the id of an organisation never changes';
  END IF;
  SET NEW.version = OLD.version + 1;
  SET NEW.updated_at = UTC_TIMESTAMP(3);
END
//

--changeset cordon:organisation-updated endDelimiter://
CREATE TRIGGER organisation_updated AFTER UPDATE ON organisation FOR EACH ROW
BEGIN
  IF NOT (NEW.clinical_db_connection_ref <=> OLD.clinical_db_connection_ref) THEN
    UPDATE organisation_resource SET until = UTC_TIMESTAMP(3)
    WHERE organisation_id = OLD.id AND kind = 'database'
      AND value = OLD.clinical_db_connection_ref;
    IF NEW.clinical_db_connection_ref IS NOT NULL THEN
      CALL claim_resource(NEW.id, 'database', NEW.clinical_db_connection_ref);
    END IF;
  END IF;
  IF NOT (NEW.clinical_storage_bucket <=> OLD.clinical_storage_bucket) THEN
    UPDATE organisation_resource SET until = UTC_TIMESTAMP(3)
    WHERE organisation_id = OLD.id AND kind = 'bucket' AND value = OLD.clinical_storage_bucket;
    IF NEW.clinical_storage_bucket IS NOT NULL THEN
      CALL claim_resource(NEW.id, 'bucket', NEW.clinical_storage_bucket);
    END IF;
  END IF;
  IF NOT (NEW.clinical_kms_key_arn <=> OLD.clinical_kms_key_arn) THEN
    UPDATE organisation_resource SET until = UTC_TIMESTAMP(3)
    WHERE organisation_id = OLD.id AND kind = 'key' AND value = OLD.clinical_kms_key_arn;
    IF NEW.clinical_kms_key_arn IS NOT NULL THEN
      CALL claim_resource(NEW.id, 'key', NEW.clinical_kms_key_arn);
    END IF;
  END IF;
  UPDATE registry_version SET version = version + 1 WHERE id = 1;
END
//
