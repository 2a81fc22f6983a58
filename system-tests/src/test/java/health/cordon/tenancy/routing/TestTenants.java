package health.cordon.tenancy.routing;

import health.cordon.tenancy.organisation.OrganisationId;
import health.cordon.tenancy.organisation.OrganisationRegistry;
import health.cordon.tenancy.organisation.Tenant;
import health.cordon.tenancy.platform.PlatformDatabase;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Organisations, made from inside the container. */
public final class TestTenants {
    private TestTenants() {}

    /** A new organisation that shares everything, known to this node. */
    public static Tenant create(PlatformDatabase platform, OrganisationRegistry organisations) {
        var id = UUID.randomUUID();
        platform.execute(
                "INSERT INTO organisation (id, slug, name, region, vertical, tier, states)"
                        + " VALUES (?, ?, 'Test', 'sandbox-1', 'acute', 'standard', 'MA')",
                id.toString(),
                "t" + id.toString().substring(0, 13));
        return refreshed(organisations, new OrganisationId(id));
    }

    /** Gives an organisation that database, or the shared one. */
    static Tenant assign(
            PlatformDatabase platform,
            OrganisationRegistry organisations,
            Tenant tenant,
            @Nullable String ref) {
        platform.execute(
                "UPDATE organisation SET clinical_db_connection_ref = ? WHERE id = ?",
                ref,
                tenant.id().toString());
        return refreshed(organisations, tenant.id());
    }

    private static Tenant refreshed(OrganisationRegistry organisations, OrganisationId id) {
        organisations.refresh();
        return organisations.find(id).orElseThrow();
    }
}
