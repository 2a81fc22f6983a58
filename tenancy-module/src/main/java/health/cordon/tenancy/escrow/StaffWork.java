package health.cordon.tenancy.escrow;

import health.cordon.tenancy.context.StaffTenancy;
import health.cordon.tenancy.context.TenantName;
import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.organisation.OrganisationRegistry;
import health.cordon.tenancy.organisation.Tenant;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.function.Function;
import org.jdbi.v3.core.JdbiException;

/**
 * Does the work of staff for an organisation as it is this very moment: its keys may have been
 * locked, or exchanged, on another node.
 */
@ApplicationScoped
class StaffWork {
    @Inject StaffTenancy staff;
    @Inject OrganisationRegistry organisations;

    <T> T of(TenantName name, Function<Tenant, T> work) {
        try {
            organisations.refresh();
        } catch (JdbiException e) {
            throw new ProblemException(Problem.UNAVAILABLE, e);
        }
        var bound = staff.of(name);
        try {
            return bound.call(() -> work.apply(bound.tenant()));
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("a function throws nothing else", e);
        }
    }
}
