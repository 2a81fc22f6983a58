package health.cordon.tenancy.preflight;

import health.cordon.tenancy.organisation.Tenant;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Looks at resources before an organisation gets them. */
@ApplicationScoped
public class Preflight {
    /** Looks at all that is wanted. The organisation is as it is now, before the change. */
    public List<Finding> check(Tenant tenant, Wanted wanted) {
        return List.of();
    }
}
