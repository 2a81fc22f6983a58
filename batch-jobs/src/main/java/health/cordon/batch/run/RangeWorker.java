package health.cordon.batch.run;

import health.cordon.batch.lease.Lease;
import health.cordon.batch.lease.LeaseLost;
import health.cordon.batch.lease.Leases;
import health.cordon.batch.request.JobRequest;
import health.cordon.batch.request.JobRequests;
import health.cordon.tenancy.context.JobTenancy;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.organisation.Tenant;
import jakarta.batch.api.BatchProperty;
import jakarta.batch.api.Batchlet;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jdbi.v3.core.JdbiException;

/**
 * One thread of one node: takes ranges of a job request and works on them, until nothing is left,
 * the job stops or pauses, or this execution is stopped. While others hold the rest it waits, since
 * one of them may die.
 */
@Dependent
@Named("rangeWorker")
public class RangeWorker implements Batchlet, Interruption {
    private static final Logger LOG = Logger.getLogger(RangeWorker.class.getName());

    /** While others work; doubled each time, since a range that is cut is free in a moment. */
    private static final Duration SHORTEST_NAP = Duration.ofMillis(50);

    private static final Duration LONGEST_NAP = Duration.ofSeconds(1);
    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(2);
    private static final long SLICE_MILLIS = 200;

    /** Then it is no accident any more. */
    private static final int MOST_FAULTS = 10;

    private static final String BROKEN =
            "{\"reason\":\"A part of the job failed again and again; see the server's log.\"}";

    @Inject
    @BatchProperty(name = "request")
    String request;

    @Inject Requested requested;
    @Inject JobRequests requests;
    @Inject Leases leases;
    @Inject Pauses pauses;
    @Inject JobTenancy tenancy;
    @Inject NodeName node;
    @Inject @Any Instance<JobWork> works;
    private volatile boolean stopped;

    /** Whether there may be more to do. */
    private boolean isOver;

    private Duration nap = SHORTEST_NAP;

    @Override
    public String process() {
        requested.required(request);
        while (!stopped && !isOver) {
            try {
                step();
            } catch (LeaseLost e) {
                // Somebody else has it, or it does not run: the next step tells.
            } catch (ProblemException | JdbiException e) {
                tell(e);
                pause(AFTER_A_FAILURE);
            }
        }
        return stopped ? "STOPPED" : "COMPLETED";
    }

    private void step() {
        var asked = requested.running(request);
        var tenant = asked.flatMap(pauses::workable);
        if (asked.isEmpty() || tenant.isEmpty()) {
            isOver = true;
            return;
        }
        var lease = leases.claim(asked.get().id(), node.value());
        if (lease.isPresent()) {
            nap = SHORTEST_NAP;
            work(asked.get(), tenant.get(), lease.get());
        } else if (leases.isUndone(asked.get().id())) {
            pause(nap);
            var longer = nap.multipliedBy(2);
            nap = longer.compareTo(LONGEST_NAP) < 0 ? longer : LONGEST_NAP;
        } else {
            isOver = true;
        }
    }

    private void work(JobRequest asked, Tenant tenant, Lease lease) {
        try {
            call(asked, tenant, lease);
            leases.release(lease);
        } catch (ProblemException | JdbiException e) {
            // A database or the platform is away, or keys were locked: nobody's fault.
            leases.release(lease);
            throw e;
        } catch (LeaseLost e) {
            // It may be this worker's still, when the job was stopped.
            leases.release(lease);
            throw e;
        } catch (RuntimeException e) {
            tell(e);
            if (leases.fault(lease) >= MOST_FAULTS) {
                requests.fail(asked.id(), BROKEN);
            }
            pause(AFTER_A_FAILURE);
        }
    }

    private void call(JobRequest asked, Tenant tenant, Lease lease) {
        try {
            tenancy.call(
                    tenant,
                    asked.requestedBy(),
                    asked.traceId(),
                    () -> {
                        of(asked.job()).work(asked, tenant, lease, this);
                        return lease;
                    });
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("a work throws nothing else", e);
        }
    }

    private JobWork of(String job) {
        return works.stream()
                .filter(work -> work.job().equals(job))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("there is no such job"));
    }

    /** By Liberty's tools, or because the server ends: this execution's, and not the job's end. */
    @Override
    public void stop() {
        stopped = true;
    }

    @Override
    public boolean isWanted() {
        return stopped || requested.running(request).flatMap(pauses::workable).isEmpty();
    }

    @Override
    public void pause(Duration moment) {
        long end = System.nanoTime() + moment.toNanos();
        try {
            for (long left = moment.toMillis();
                    left > 0 && !stopped;
                    left = (end - System.nanoTime()) / 1_000_000) {
                Thread.sleep(Math.min(left, SLICE_MILLIS));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopped = true;
        }
    }

    /** The type alone: a message of unknown origin may quote a value. */
    private void tell(RuntimeException e) {
        var cause = Optional.<Throwable>ofNullable(e.getCause()).orElse(e);
        LOG.log(
                Level.WARNING,
                "job {0} waits a moment ({1}, {2})",
                new Object[] {
                    request, e.getClass().getSimpleName(), cause.getClass().getSimpleName()
                });
    }
}
