package health.cordon.tenancy.context;

import health.cordon.tenancy.http.CurrentTrace;
import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.organisation.OrganisationRegistry;
import health.cordon.tenancy.organisation.Tenant;
import health.cordon.tenancy.token.Caller;
import health.cordon.tenancy.token.CurrentCaller;
import health.cordon.tenancy.token.Fault;
import health.cordon.tenancy.token.Refusals;
import health.cordon.tenancy.token.Roles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Lets platform staff, as itself, work for a tenant. */
@ApplicationScoped
public class StaffTenancy {
    @Inject OrgContext context;
    @Inject CurrentCaller caller;
    @Inject CurrentTrace trace;
    @Inject OrganisationRegistry organisations;
    @Inject Refusals refusals;

    /**
     * @throws ProblemException forbidden for anybody but staff, and when the {@code X-Tenant-ID}
     *     header names another tenant; not found for an unknown tenant; unavailable while this node
     *     does not know the organisations yet
     */
    public StaffBinding of(TenantName name) {
        var who = caller.required();
        if (!isStaff(who)) {
            throw new ProblemException(Problem.FORBIDDEN);
        }
        if (!organisations.known()) {
            throw new ProblemException(Problem.UNAVAILABLE);
        }
        var tenant =
                organisations
                        .find(name.text())
                        .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND));
        trace.concerns(tenant.id().toString());
        requireAgreement(tenant);
        return new StaffBinding(
                context, new Binding(tenant, who.subject(), who.rolesText(), trace.id()));
    }

    /** As for everybody else: the header can only agree. */
    private void requireAgreement(Tenant tenant) {
        var header = caller.requestedTenant();
        if (header.isPresent()
                && organisations
                        .find(header.get())
                        .filter(named -> named.id().equals(tenant.id()))
                        .isEmpty()) {
            throw refusals.forbidden(Fault.ORGANISATION, tenant.id().toString());
        }
    }

    private static boolean isStaff(Caller who) {
        return who.platform()
                && (who.roles().contains(Roles.PLATFORM_ADMIN)
                        || who.roles().contains(Roles.AUDITOR));
    }
}
