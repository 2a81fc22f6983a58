package health.cordon.tenancy.context;

import health.cordon.tenancy.organisation.Tenant;
import java.util.concurrent.Callable;

/**
 * A verified permission of platform staff to work for one tenant, on whichever thread. Only {@link
 * StaffTenancy} gives it out.
 */
public final class StaffBinding {
    private final OrgContext context;
    private final Binding binding;

    StaffBinding(OrgContext context, Binding binding) {
        this.context = context;
        this.binding = binding;
    }

    public Tenant tenant() {
        return binding.tenant();
    }

    /** Who works. */
    public String actor() {
        return binding.actor();
    }

    /** Does work on the tenant's records. */
    public <T> T call(Callable<T> work) throws Exception {
        return context.call(binding, work);
    }

    /** Does work on the tenant's canaries, and on nothing else. */
    public <T> T callForCanaries(Callable<T> work) throws Exception {
        return context.call(binding.forCanaries(), work);
    }
}
