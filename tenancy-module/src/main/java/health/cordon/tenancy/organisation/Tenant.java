package health.cordon.tenancy.organisation;

import java.util.Set;

/**
 * An organisation with all that it owns or ever owned.
 *
 * @param buckets its dedicated buckets, past and present; objects in them stay readable
 * @param keys its dedicated keys, past and present; DEKs wrapped with them stay readable
 * @param servedBefore whether some dedicated database has ever served it
 */
public record Tenant(
        Organisation organisation, Set<String> buckets, Set<String> keys, boolean servedBefore) {
    public OrganisationId id() {
        return organisation.id();
    }
}
