package health.cordon.batch.rewrap;

import health.cordon.batch.lease.Lease;
import health.cordon.batch.lease.Leases;
import health.cordon.batch.lease.Pace;
import health.cordon.batch.request.JobRequest;
import health.cordon.batch.run.Interruption;
import health.cordon.tenancy.audit.Change;
import health.cordon.tenancy.keys.Dek;
import health.cordon.tenancy.keys.DekRewrap;
import health.cordon.tenancy.keys.DekRows;
import health.cordon.tenancy.keys.Rewrapped;
import health.cordon.tenancy.keys.WrappingKey;
import health.cordon.tenancy.organisation.Tenant;
import health.cordon.tenancy.routing.ClinicalPersistenceResolver;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;

/** Goes through the data keys of one range, some at a time. */
@ApplicationScoped
public class RangeRewrap {
    private static final int CHUNK = 100;
    private static final int SMALLEST_RANGE = 25;
    private static final int LARGEST_RANGE = 1_000;

    /** So that a job ends on all of its workers at about the same time. */
    private static final int RANGES = 32;

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    @Inject ClinicalPersistenceResolver persistence;
    @Inject DekRewrap rewrap;
    @Inject Leases leases;
    @Inject Pace pace;

    void work(
            JobRequest request,
            Tenant tenant,
            Lease given,
            RewrapParameters parameters,
            WrappingKey to,
            Interruption interruption) {
        var lease = shortened(request, given);
        var chunks = new RewrapChunk(rewrap, leases, tenant, to, lease, interruption);
        var after = lease.after();
        while (!interruption.isWanted()) {
            var page = page(lease, after, Math.min(request.rate(), CHUNK));
            if (page.isEmpty()) {
                leases.done(lease);
                return;
            }
            var todo = page.stream().filter(dek -> !parameters.isDone(dek)).toList();
            await(request, todo.size(), lease, interruption);
            var made = chunks.wrap(todo);
            after = page.get(page.size() - 1).id().toString();
            long stored = store(request, tenant, lease, made.rows());
            leases.progress(lease, after, made.progress(page.size(), stored));
        }
    }

    /** Others get what is beyond. */
    private Lease shortened(JobRequest request, Lease lease) {
        long total = request.total() == null ? 0 : request.total();
        int size = (int) Math.max(SMALLEST_RANGE, Math.min(LARGEST_RANGE, total / RANGES));
        var last =
                persistence
                        .forBoundOrg()
                        .read(entities -> DekRows.nth(entities, lease.after(), size));
        var upTo = lease.upTo();
        return last.filter(id -> upTo == null || id.compareTo(upTo) < 0)
                .map(id -> leases.split(lease, id))
                .orElse(lease);
    }

    private List<Dek> page(Lease lease, String after, int limit) {
        return persistence
                .forBoundOrg()
                .read(entities -> DekRows.page(entities, after, lease.upTo(), limit));
    }

    private void await(JobRequest request, int items, Lease lease, Interruption interruption) {
        if (items == 0) {
            return;
        }
        var left = pace.book(request.id(), items, request.rate());
        while (!left.isZero() && !interruption.isWanted()) {
            var moment = left.compareTo(LONGEST_WAIT) < 0 ? left : LONGEST_WAIT;
            interruption.pause(moment);
            left = left.minus(moment);
            leases.renew(lease);
        }
    }

    /**
     * Compare and set, each. The lease is renewed as the last thing before the commit: a server
     * that is stopped between the two has lost its transaction before the lease ends.
     */
    private long store(JobRequest request, Tenant tenant, Lease lease, List<Rewrapped> rows) {
        if (rows.isEmpty()) {
            return 0;
        }
        return persistence
                .forBoundOrg()
                .disclose(
                        entities -> {
                            int stored = DekRows.storeAll(entities, rows);
                            leases.renew(lease);
                            return stored;
                        },
                        stored -> stored == 0 ? List.of() : List.of(change(request, stored)));
    }

    private static Change change(JobRequest request, int stored) {
        return Change.list("organisation.keys-rewrap", request.id(), stored);
    }
}
