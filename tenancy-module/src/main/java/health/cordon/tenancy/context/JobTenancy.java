package health.cordon.tenancy.context;

import health.cordon.tenancy.organisation.Tenant;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.Callable;

/** Lets a job that an administrator has asked for work for its tenant; for jobs alone. */
@ApplicationScoped
public class JobTenancy {
    private static final String ROLE = "job";

    @Inject OrgContext context;

    /**
     * Does work for a tenant in the name of whoever asked for the job.
     *
     * @param traceId of the request that asked for it
     * @throws IllegalStateException when a tenant is already bound
     */
    public <T> T call(Tenant tenant, String requestedBy, String traceId, Callable<T> work)
            throws Exception {
        return context.call(new Binding(tenant, requestedBy, ROLE, traceId), work);
    }
}
