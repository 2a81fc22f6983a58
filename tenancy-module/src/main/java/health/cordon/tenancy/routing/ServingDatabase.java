package health.cordon.tenancy.routing;

import health.cordon.tenancy.context.Binding;
import health.cordon.tenancy.organisation.Tenant;
import java.util.List;
import java.util.UUID;

/**
 * A clinical database of this node, for whoever keeps something right in each of them. Fired when
 * it opens, before it serves anybody, and then every minute; an observer that throws at an opening
 * keeps the database from serving.
 */
public final class ServingDatabase {
    /** Who works, as trails have it. */
    private static final String ACTOR = "cordon";

    private static final String ROLE = "platform";

    private final OneUnit entrance;
    private final List<Tenant> tenants;
    private final boolean shared;
    private final boolean opening;

    ServingDatabase(OneUnit entrance, List<Tenant> tenants, boolean shared, boolean opening) {
        this.entrance = entrance;
        this.tenants = List.copyOf(tenants);
        this.shared = shared;
        this.opening = opening;
    }

    /** Those whom it serves, as this node believes. */
    public List<Tenant> tenants() {
        return tenants;
    }

    /** Whether tenants share it, so that one of them must not keep it from serving the others. */
    public boolean isShared() {
        return shared;
    }

    /** Whether it has served nobody yet. */
    public boolean isOpening() {
        return opening;
    }

    /**
     * A tenant's rows in this very database, for the platform's own work. Unavailable where the
     * tenant's home turns out to be another one.
     */
    public ClinicalPersistence of(Tenant tenant) {
        var trace = UUID.randomUUID().toString().replace("-", "");
        return new ClinicalPersistence(new Binding(tenant, ACTOR, ROLE, trace), entrance);
    }
}
