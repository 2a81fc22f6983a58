package health.cordon.tenancy.wall;

import health.cordon.tenancy.organisation.OrganisationId;
import org.jspecify.annotations.Nullable;

/**
 * For whom a connection works.
 *
 * @param tenant whose rows it sees; nothing for none at all
 * @param epoch of the placement that this node believes in; 0 for a tenant placed by hand
 */
public record TenantSession(@Nullable OrganisationId tenant, long epoch) {
    /** Sees nothing. For what a persistence unit asks of a database before anybody is served. */
    public static final TenantSession NOBODY = new TenantSession(null, 0);

    public TenantSession {
        if (epoch < 0) {
            throw new IllegalArgumentException("an epoch is never negative");
        }
    }

    public static TenantSession of(OrganisationId tenant, long epoch) {
        return new TenantSession(tenant, epoch);
    }

    /** Only reads: an epoch is asked for when something is written. */
    public static TenantSession reading(OrganisationId tenant) {
        return new TenantSession(tenant, 0);
    }
}
