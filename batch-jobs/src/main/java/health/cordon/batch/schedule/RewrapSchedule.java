package health.cordon.batch.schedule;

import health.cordon.batch.rewrap.RewrapJobs;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.keyage.KeyAge;
import health.cordon.tenancy.keyage.KeyAges;
import health.cordon.tenancy.organisation.Organisation;
import health.cordon.tenancy.organisation.OrganisationRegistry;
import health.cordon.tenancy.organisation.Tenant;
import health.cordon.tenancy.start.PlatformStarted;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Looks now and then, on one thread, at those organisations that have a schedule. */
@ApplicationScoped
public class RewrapSchedule {
    private static final Logger LOG = Logger.getLogger(RewrapSchedule.class.getName());
    private static final Duration FIRST = Duration.ofSeconds(60);
    private static final Duration EVERY = Duration.ofMinutes(10);

    @Inject OrganisationRegistry organisations;
    @Inject KeyAges ages;
    @Inject RewrapJobs jobs;
    private final ScheduledExecutorService scheduler =
            Executors.newSingleThreadScheduledExecutor(
                    task -> {
                        var thread = new Thread(task, "cordon-rewrap-schedule");
                        thread.setDaemon(true);
                        return thread;
                    });

    void start(@Observes PlatformStarted event) {
        scheduler.scheduleWithFixedDelay(
                this::look, FIRST.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Nothing may end the schedule. */
    private void look() {
        for (var tenant : organisations.current().all()) {
            try {
                look(tenant, Instant.now());
            } catch (RuntimeException | Error e) {
                LOG.log(
                        Level.WARNING,
                        "the schedule of organisation {0} could not be looked at ({1})",
                        new Object[] {tenant.id(), e.getClass().getSimpleName()});
            }
        }
    }

    private void look(Tenant tenant, Instant now) {
        if (tenant.organisation().rewrapDays() != null
                && tenant.organisation().status().equals(Organisation.ACTIVE)) {
            ages.of(tenant)
                    .filter(age -> age.isOverdue(now))
                    .ifPresent(age -> renew(tenant, age, now));
        }
    }

    /** What is half as old goes with it, so that there is not a job every day. */
    private void renew(Tenant tenant, KeyAge age, Instant now) {
        var days = age.rewrapDays();
        var half = Duration.ofDays(days == null ? 0 : days).dividedBy(2);
        try {
            jobs.renew(tenant, now.minus(half));
        } catch (ProblemException e) {
            // An administrator's own is unfinished; this is tried again when it has ended.
            LOG.log(
                    Level.FINE,
                    "organisation {0} has a job already ({1})",
                    new Object[] {tenant.id(), e.problem()});
        }
    }

    @PreDestroy
    void stop() {
        scheduler.shutdownNow();
    }
}
