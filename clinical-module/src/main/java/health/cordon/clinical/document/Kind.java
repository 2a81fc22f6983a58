package health.cordon.clinical.document;

import health.cordon.clinical.object.CaseObject;
import health.cordon.tenancy.storage.ContentCheck;

/**
 * A kind of object that belongs to a case.
 *
 * @param folder the part of the object's key that tells kinds apart
 * @param verb what the audit trail calls it
 * @param check which contents it accepts
 */
public record Kind<E extends CaseObject>(
        Class<E> type, String folder, String verb, ContentCheck check) {}
