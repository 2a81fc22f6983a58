package health.cordon.batch.rewrap;

import health.cordon.batch.lease.Lease;
import health.cordon.batch.lease.LeaseLost;
import health.cordon.batch.request.JobRequest;
import health.cordon.batch.request.JobRequests;
import health.cordon.batch.request.JobState;
import health.cordon.batch.run.Interruption;
import health.cordon.batch.run.JobWork;
import health.cordon.tenancy.keys.KeyProviderResolver;
import health.cordon.tenancy.organisation.OrganisationRegistry;
import health.cordon.tenancy.organisation.Tenant;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks, wraps anew, and looks again, until nothing is left or something cannot be done. */
@ApplicationScoped
public class RewrapWork implements JobWork {
    static final String JOB = "rewrap";

    /** Each of them finds what came meanwhile; more are not needed unless they come for ever. */
    private static final int MOST_PASSES = 20;

    private static final String KEY_HAS_CHANGED =
            "The organisation's key has changed since; abandon this job and start another one.";
    private static final String NEVER_ENDS =
            "New data keys keep coming that are wrapped with another key; set the organisation's key"
                    + " first.";
    private static final String SOME_FAILED =
            "Some data keys could not be wrapped anew; mend what failures names, and restart.";
    private static final List<String> NOT_SEEN =
            List.of(
                    "backups, replicas and binary logs of the databases",
                    "exports for escrow",
                    "objects in buckets, which S3 encrypts by itself");

    @Inject JobRequests requests;
    @Inject KeySweep sweep;
    @Inject RangeRewrap ranges;
    @Inject KeyProviderResolver keys;
    @Inject OrganisationRegistry organisations;

    @Override
    public String job() {
        return JOB;
    }

    @Override
    public void work(JobRequest request, Tenant tenant, Lease lease, Interruption interruption) {
        var parameters = RewrapParameters.of(request.parameters());
        var target = keys.named(tenant, parameters.to());
        if (target.isEmpty() || hasMoved(tenant, parameters)) {
            requireUpToDate(tenant);
            requests.fail(request.id(), RewrapReport.stored(Map.of("reason", KEY_HAS_CHANGED)));
            throw new LeaseLost();
        }
        switch (lease.kind()) {
            case PREPARE -> prepare(tenant, lease);
            case WORK ->
                    ranges.work(request, tenant, lease, parameters, target.get(), interruption);
            case FINISH -> finish(current(request), tenant, lease, parameters);
        }
    }

    /**
     * Which key it has, this server may not have heard yet.
     *
     * @throws LeaseLost when there was something to hear
     */
    private void requireUpToDate(Tenant tenant) {
        organisations.refresh();
        if (!organisations.find(tenant.id()).equals(Optional.of(tenant))) {
            throw new LeaseLost();
        }
    }

    private boolean hasMoved(Tenant tenant, RewrapParameters parameters) {
        return parameters.follows() && !keys.keyFor(tenant).name().equals(parameters.to());
    }

    /** As it is now that the last range is this worker's. */
    private JobRequest current(JobRequest request) {
        return requests.find(request.id()).orElseThrow(LeaseLost::new);
    }

    private void prepare(Tenant tenant, Lease lease) {
        var before = sweep.of(tenant);
        requests.baseline(lease, RewrapReport.stored(before), before.get(0).deks());
    }

    private void finish(
            JobRequest request, Tenant tenant, Lease lease, RewrapParameters parameters) {
        var after = sweep.of(tenant);
        var home = after.get(0);
        long left =
                home.deks()
                        - home.deks(parameters.to())
                        + sweep.wrappedBefore(tenant, parameters.renewBefore());
        long errors = requests.counts(request).errors();
        if (errors == 0 && left > 0 && request.pass() < MOST_PASSES) {
            requests.again(lease, home.deks());
            return;
        }
        boolean complete = errors == 0 && left == 0;
        var reason = errors > 0 ? SOME_FAILED : NEVER_ENDS;
        var report = report(request, tenant, parameters, after, complete ? null : reason);
        requests.end(
                lease,
                complete ? JobState.COMPLETED : JobState.FAILED,
                RewrapReport.stored(report),
                home.deks());
    }

    private RewrapReport report(
            JobRequest request,
            Tenant tenant,
            RewrapParameters parameters,
            List<PlaceKeys> after,
            @Nullable String reason) {
        var counts = requests.counts(request);
        var before = RewrapReport.places(request.baseline());
        var began = request.startedAt() == null ? request.createdAt() : request.startedAt();
        return new RewrapReport(
                parameters.to(),
                request.requestedBy(),
                Duration.between(began, Instant.now()).toSeconds(),
                request.pass(),
                counts.changed(),
                counts.verified(),
                counts.errors(),
                counts.calls(),
                before,
                after,
                OldKeys.of(tenant, parameters.to(), keys.keyFor(tenant).name(), before, after),
                requests.failures(request),
                notSeen(after),
                reason);
    }

    private static List<String> notSeen(List<PlaceKeys> after) {
        var all = new ArrayList<>(NOT_SEEN);
        after.stream().filter(place -> !place.seen()).map(PlaceKeys::database).forEach(all::add);
        return all;
    }
}
