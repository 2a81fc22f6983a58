package health.cordon.tenancy.context;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Does what a resource does: whatever it likes, for the tenant that is bound around it. */
@ApplicationScoped
@TenantBound
public class BoundWork {
    @Inject OrgContext context;
    @Inject InnerBoundWork inner;

    Binding binding() {
        return context.required();
    }

    void fail() {
        throw new UnsupportedOperationException(context.tenant().id().toString());
    }

    /** A bound method that calls another bean's bound method. */
    Binding nested() {
        return inner.binding();
    }
}
