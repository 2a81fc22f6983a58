package health.cordon.batch.api;

import health.cordon.batch.request.JobRequest;
import health.cordon.batch.request.JobRequests;
import health.cordon.batch.rewrap.RewrapJobs;
import health.cordon.batch.run.Pauses;
import health.cordon.tenancy.http.Cursors;
import health.cordon.tenancy.http.Page;
import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.organisation.OrganisationId;
import health.cordon.tenancy.organisation.OrganisationRegistry;
import health.cordon.tenancy.organisation.Tenant;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Jobs, as they are ordered and shown. */
@ApplicationScoped
public class Jobs {
    @Inject JobRequests requests;
    @Inject RewrapJobs rewraps;
    @Inject Pauses pauses;
    @Inject OrganisationRegistry organisations;
    @Inject Cursors cursors;

    JobView start(JobOrder order) {
        var placed = rewraps.start(order.organisation(), order.to(), order.rate());
        return view(placed.request(), placed.continued());
    }

    /** The newest first. */
    Page<JobView> list(@Nullable String idOrSlug, int limit, @Nullable String cursor) {
        var organisation = idOrSlug == null ? null : organisation(idOrSlug);
        var list = "platform/jobs/" + (organisation == null ? "" : organisation);
        var before = cursors.open(list, cursor);
        return Page.of(
                requests.page(organisation, before, limit + 1),
                limit,
                this::view,
                request -> cursors.sign(list, request.id().toString()));
    }

    private OrganisationId organisation(String idOrSlug) {
        return organisations
                .find(idOrSlug)
                .map(Tenant::id)
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND));
    }

    JobView get(UUID id) {
        return requests.find(id)
                .map(this::view)
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND));
    }

    JobView stop(UUID id) {
        requests.stop(id);
        requests.settle(id);
        return get(id);
    }

    JobView restart(UUID id) {
        return view(requests.restart(id));
    }

    JobView abandon(UUID id) {
        return view(requests.abandon(id));
    }

    private JobView view(JobRequest request) {
        return view(request, false);
    }

    private JobView view(JobRequest request, boolean continued) {
        return JobView.of(request, pauses.shown(request), requests.counts(request), continued);
    }
}
