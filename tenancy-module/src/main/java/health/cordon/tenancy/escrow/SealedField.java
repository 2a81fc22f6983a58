package health.cordon.tenancy.escrow;

import health.cordon.tenancy.keys.DataKey;
import health.cordon.tenancy.organisation.OrganisationId;
import jakarta.persistence.EntityManager;

/**
 * Tells whether a key is the DEK that a patient's fields were sealed with, where the DEK's row does
 * not. Another module's: only that one knows patients.
 */
public interface SealedField {
    /** Whether it opens one; false where there is none. */
    boolean opens(EntityManager entities, OrganisationId organisation, DataKey key);
}
