package health.cordon.tenancy.context;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** What must not be called when a tenant is bound already. */
@ApplicationScoped
@TenantBound
public class InnerBoundWork {
    @Inject OrgContext context;

    Binding binding() {
        return context.required();
    }
}
