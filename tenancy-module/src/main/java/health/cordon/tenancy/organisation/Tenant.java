package health.cordon.tenancy.organisation;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An organisation with all that it owns or ever owned.
 *
 * @param buckets its dedicated buckets, past and present; objects in them stay readable
 * @param keys its dedicated keys, past and present; DEKs wrapped with them stay readable
 * @param servedBefore whether some dedicated database has ever served it
 * @param home where it was put by provisioning or a move; {@code null} for a placement by hand
 */
public record Tenant(
        Organisation organisation,
        Set<String> buckets,
        Set<String> keys,
        boolean servedBefore,
        @Nullable ManagedHome home) {
    /** One that was placed by hand, if at all. */
    public Tenant(
            Organisation organisation,
            Set<String> buckets,
            Set<String> keys,
            boolean servedBefore) {
        this(organisation, buckets, keys, servedBefore, null);
    }

    public OrganisationId id() {
        return organisation.id();
    }

    /** Its managed home, if it has one. */
    public Optional<ManagedHome> managedHome() {
        return Optional.ofNullable(home);
    }

    /** Of its placement; 0 for one by hand. */
    public long epoch() {
        return home == null ? 0 : home.epoch();
    }
}
