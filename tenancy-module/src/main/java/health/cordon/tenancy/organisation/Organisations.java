package health.cordon.tenancy.organisation;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All tenants at one moment, but those that are retired; immutable. */
public final class Organisations {
    /** What a node knows before it has read any. */
    public static final Organisations NONE = new Organisations(0, List.of());

    private final long version;
    private final Map<String, Tenant> byId = new HashMap<>();
    private final Map<String, Tenant> bySlug = new HashMap<>();

    Organisations(long version, Collection<Tenant> tenants) {
        this.version = version;
        for (var tenant : tenants) {
            byId.put(tenant.id().toString(), tenant);
            bySlug.put(tenant.organisation().slug().value(), tenant);
        }
    }

    /** The value of the change counter that this snapshot contains at least. */
    public long version() {
        return version;
    }

    /** The tenant with this id. */
    public Optional<Tenant> find(OrganisationId id) {
        return Optional.ofNullable(byId.get(id.toString()));
    }

    /** The tenant with this id or slug; ids and slugs cannot be confused, a slug is too short. */
    public Optional<Tenant> find(String idOrSlug) {
        return Optional.ofNullable(byId.get(idOrSlug))
                .or(() -> Optional.ofNullable(bySlug.get(idOrSlug)));
    }

    /** Every tenant, in no particular order. */
    public Collection<Tenant> all() {
        return byId.values();
    }
}
