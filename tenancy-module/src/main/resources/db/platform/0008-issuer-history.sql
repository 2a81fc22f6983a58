--liquibase formatted sql

-- An issuer that an organisation has given up still knows that organisation's people, so it never
-- vouches for another one. It is kept like a database, bucket or key (decision 0004).

--changeset cordon:issuer-history-kind
ALTER TABLE organisation_resource
  DROP CONSTRAINT ck_organisation_resource_kind;
ALTER TABLE organisation_resource
  ADD CONSTRAINT ck_organisation_resource_kind CHECK (
    kind IN ('database', 'bucket', 'key', 'issuer'));

-- Triggers of their own beside those of 0002, so that there is no moment without those.

--changeset cordon:issuer-history-inserted endDelimiter://
CREATE TRIGGER organisation_issuer_inserted AFTER INSERT ON organisation FOR EACH ROW
BEGIN
  IF NEW.oidc_issuer IS NOT NULL THEN
    CALL claim_resource(NEW.id, 'issuer', NEW.oidc_issuer);
  END IF;
END
//

--changeset cordon:issuer-history-updated endDelimiter://
CREATE TRIGGER organisation_issuer_updated AFTER UPDATE ON organisation FOR EACH ROW
BEGIN
  IF NOT (NEW.oidc_issuer <=> OLD.oidc_issuer) THEN
    UPDATE organisation_resource SET until = UTC_TIMESTAMP(3)
    WHERE organisation_id = OLD.id AND kind = 'issuer' AND value = OLD.oidc_issuer;
    IF NEW.oidc_issuer IS NOT NULL THEN
      CALL claim_resource(NEW.id, 'issuer', NEW.oidc_issuer);
    END IF;
  END IF;
END
//

-- After the triggers, so that no change comes between. Issuers given up before are not known.

--changeset cordon:issuer-history-of-before endDelimiter:;
INSERT INTO organisation_resource (organisation_id, kind, value, since)
SELECT o.id, 'issuer', o.oidc_issuer, UTC_TIMESTAMP(3) FROM organisation o
WHERE o.oidc_issuer IS NOT NULL
ON DUPLICATE KEY UPDATE organisation_resource.until = organisation_resource.until;
