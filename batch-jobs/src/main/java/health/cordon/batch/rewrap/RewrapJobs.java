package health.cordon.batch.rewrap;

import health.cordon.batch.request.JobRequests;
import health.cordon.batch.request.JobRequests.Placed;
import health.cordon.batch.request.NewJob;
import health.cordon.tenancy.http.CurrentTrace;
import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.keys.KeyProviderResolver;
import health.cordon.tenancy.keys.WrappingKey;
import health.cordon.tenancy.organisation.Organisation;
import health.cordon.tenancy.organisation.OrganisationRegistry;
import health.cordon.tenancy.organisation.Tenant;
import health.cordon.tenancy.token.CurrentCaller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/** Asks for re-wraps. */
@ApplicationScoped
public class RewrapJobs {
    /** Data keys a second, where nobody says another rate. */
    static final int USUAL_RATE = 500;

    private static final String SCHEDULE = "cordon";
    private static final String ROLE = "platform";

    @Inject OrganisationRegistry organisations;
    @Inject KeyProviderResolver keys;
    @Inject JobRequests requests;
    @Inject CurrentCaller caller;
    @Inject CurrentTrace trace;

    /**
     * For an administrator.
     *
     * @param to a key; {@code null} for the one that wraps the organisation's new data keys
     * @throws ProblemException not found; invalid {@code to} for a key that is neither the
     *     platform's nor in the organisation's history; conflict while it is being wrapped with
     *     another one, or before the organisation has come to be
     */
    public Placed start(String idOrSlug, @Nullable String to, @Nullable Integer rate) {
        refresh();
        var tenant =
                organisations
                        .find(idOrSlug)
                        .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND));
        if (tenant.organisation().status().equals(Organisation.PROVISIONING)) {
            throw new ProblemException(Problem.CONFLICT);
        }
        var who = caller.required();
        var target = to == null ? keys.keyFor(tenant) : named(tenant, to);
        var parameters = new RewrapParameters(target.name(), to == null, null);
        return place(
                parameters,
                new NewJob(
                        RewrapWork.JOB,
                        tenant.id(),
                        parameters.stored(),
                        rate == null ? USUAL_RATE : rate,
                        who.subject(),
                        who.rolesText(),
                        trace.id()));
    }

    /** For a schedule: also what is wrapped with the right key, if that was long ago. */
    public Placed renew(Tenant tenant, Instant before) {
        var parameters = new RewrapParameters(keys.keyFor(tenant).name(), true, before);
        return place(
                parameters,
                new NewJob(
                        RewrapWork.JOB,
                        tenant.id(),
                        parameters.stored(),
                        USUAL_RATE,
                        SCHEDULE,
                        ROLE,
                        UUID.randomUUID().toString().replace("-", "")));
    }

    private Placed place(RewrapParameters wanted, NewJob job) {
        return requests.place(job, known -> RewrapParameters.of(known).to().equals(wanted.to()));
    }

    private WrappingKey named(Tenant tenant, String to) {
        return keys.named(tenant, to).orElseThrow(() -> ProblemException.invalid("to"));
    }

    /** Its key may have been exchanged on another node this very moment. */
    private void refresh() {
        try {
            organisations.refresh();
        } catch (JdbiException e) {
            throw new ProblemException(Problem.UNAVAILABLE, e);
        }
    }
}
