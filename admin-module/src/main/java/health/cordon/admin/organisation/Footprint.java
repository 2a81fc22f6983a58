package health.cordon.admin.organisation;

import health.cordon.tenancy.organisation.ConnectionRef;
import health.cordon.tenancy.organisation.OrganisationRegistry;
import health.cordon.tenancy.organisation.Tenant;
import health.cordon.tenancy.routing.RowCounts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Tells how many rows stay in a database that an organisation stops using. */
@ApplicationScoped
public class Footprint {
    @Inject OrganisationRegistry organisations;
    @Inject RowCounts counts;

    /** Rows per table, or {@code null} when the database stays the same or does not answer. */
    @Nullable Map<String, Long> leftBehind(String idOrSlug, @Nullable String newRef) {
        return organisations
                .find(idOrSlug)
                .filter(tenant -> !Objects.equals(ref(tenant), newRef))
                .flatMap(counts::of)
                .orElse(null);
    }

    private static @Nullable String ref(Tenant tenant) {
        return tenant.organisation().database().map(ConnectionRef::value).orElse(null);
    }
}
