package health.cordon.tenancy.preflight;

import health.cordon.tenancy.organisation.Tenant;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.Stream;

/** Looks at resources before an organisation gets them, all kinds at the same time. */
@ApplicationScoped
public class Preflight {
    @Inject DatabaseLook databases;
    @Inject BucketLook buckets;
    @Inject KeyLook keys;
    @Inject DataKeyLook dataKeys;
    @Inject IssuerLook issuers;
    private final Lookout lookout = new Lookout();

    /**
     * Looks at all that is wanted, within {@link Lookout#LIMIT}. The organisation is as it is now,
     * before the change.
     */
    public List<Finding> check(Tenant tenant, Wanted wanted) {
        var looks =
                Stream.of(databases, buckets, keys, dataKeys, issuers)
                        .filter(look -> look.concerns(wanted))
                        .toList();
        return lookout.all(looks, tenant, wanted);
    }

    @PreDestroy
    void close() {
        lookout.close();
    }
}
