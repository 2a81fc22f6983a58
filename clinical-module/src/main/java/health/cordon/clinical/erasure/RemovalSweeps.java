package health.cordon.clinical.erasure;

import health.cordon.clinical.object.ObjectRemovals;
import health.cordon.tenancy.organisation.OrganisationId;
import health.cordon.tenancy.organisation.Tenant;
import health.cordon.tenancy.routing.ClinicalPersistence;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/**
 * Removes objects that are due, on a thread of its own: a bucket that hangs holds up no look at a
 * database. Each tenant waits for it once at most.
 */
@ApplicationScoped
public class RemovalSweeps {
    @Inject ObjectRemovals removals;

    private final Set<OrganisationId> waiting = ConcurrentHashMap.newKeySet();
    private final ExecutorService sweeper =
            Executors.newSingleThreadExecutor(
                    task -> {
                        var thread = new Thread(task, "cordon-removals");
                        thread.setDaemon(true);
                        return thread;
                    });

    void sweepSoon(Tenant tenant, ClinicalPersistence persistence) {
        if (!waiting.add(tenant.id())) {
            return;
        }
        try {
            sweeper.execute(() -> sweep(tenant, persistence));
        } catch (RejectedExecutionException e) {
            // The node stops; another one finds what is due.
            waiting.remove(tenant.id());
        }
    }

    private void sweep(Tenant tenant, ClinicalPersistence persistence) {
        try {
            removals.sweep(tenant, persistence);
        } finally {
            waiting.remove(tenant.id());
        }
    }

    @PreDestroy
    void stop() {
        sweeper.shutdownNow();
    }
}
