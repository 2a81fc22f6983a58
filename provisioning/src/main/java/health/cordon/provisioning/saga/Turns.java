package health.cordon.provisioning.saga;

import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.organisation.OrganisationId;
import health.cordon.tenancy.platform.PlatformDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Whose turn it is to work on what an organisation has of its own: one at a time, on any node. */
@ApplicationScoped
public class Turns {
    /** Renewed by a {@link Heartbeat}; after a death the next one waits for as long. */
    private static final Duration LEASE = Duration.ofSeconds(15);

    /** A death is waited out; an owner who lives on is not. */
    private static final Duration PATIENCE = LEASE.plusSeconds(5);

    private static final long POLL_MILLIS = 500;

    @Inject PlatformDatabase platform;
    @Inject Heartbeat heartbeat;
    private final Map<UUID, Heartbeat.Beat> beating = new ConcurrentHashMap<>();

    /**
     * Waits for a turn, and takes it.
     *
     * @throws ProblemException unavailable when somebody else is at it all the time
     */
    public void claim(OrganisationId organisation, UUID owner) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!renewed(organisation, owner)) {
            if (System.nanoTime() > end) {
                throw new ProblemException(Problem.UNAVAILABLE);
            }
            try {
                Thread.sleep(POLL_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ProblemException(Problem.UNAVAILABLE, e);
            }
        }
        beating.put(owner, heartbeat.of(() -> beat(organisation, owner)));
    }

    private void beat(OrganisationId organisation, UUID owner) {
        platform.read(
                handle -> {
                    SagaRows.renew(handle, organisation, owner, LEASE);
                    return owner;
                });
    }

    /**
     * Before and after each step.
     *
     * @throws ProblemException unavailable when the turn is another one's by now
     */
    public void renew(OrganisationId organisation, UUID owner) {
        if (!renewed(organisation, owner)) {
            throw new ProblemException(Problem.UNAVAILABLE);
        }
    }

    private boolean renewed(OrganisationId organisation, UUID owner) {
        return platform.read(handle -> SagaRows.claim(handle, organisation, owner, LEASE));
    }

    public void release(OrganisationId organisation, UUID owner) {
        Optional.ofNullable(beating.remove(owner)).ifPresent(Heartbeat.Beat::close);
        platform.read(
                handle -> {
                    SagaRows.release(handle, organisation, owner);
                    return organisation;
                });
    }

    /** Whether all of it was made; false also where provisioning knows nothing of it. */
    public boolean isMade(OrganisationId organisation) {
        return platform.read(handle -> SagaRows.isDone(handle, organisation));
    }
}
