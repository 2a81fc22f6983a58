package health.cordon.batch.lease;

import health.cordon.tenancy.database.Pools;
import health.cordon.tenancy.platform.PlatformDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/**
 * Gives ranges out and takes them back: by single statements that commit by themselves, wherever
 * that can be. A server that is stopped between two statements of a transaction would keep its row
 * locks, and everybody else waiting, for as long as it is stopped.
 */
@ApplicationScoped
public class Leases {
    /** Longer than the slowest item may take: two calls of KMS of eight seconds each. */
    public static final Duration LENGTH = Duration.ofSeconds(30);

    @Inject PlatformDatabase platform;

    /** A range that nobody holds, if the job runs and has one. */
    public Optional<Lease> claim(UUID request, String owner) {
        return alone(
                handle -> {
                    var lease = LeaseRows.claim(handle, request, owner);
                    if (lease.filter(one -> one.kind() == RangeKind.PREPARE).isPresent()) {
                        LeaseRows.start(handle, request);
                    }
                    return lease;
                });
    }

    /** Whether {@link #claim} would give one. */
    public boolean canClaim(UUID request) {
        return alone(handle -> LeaseRows.canClaim(handle, request));
    }

    /** Whether anything is left to do, whoever does it. */
    public boolean isUndone(UUID request) {
        return alone(handle -> LeaseRows.undone(handle, request) > 0);
    }

    /** How many ranges somebody is at now. */
    public long held(UUID request) {
        return alone(handle -> LeaseRows.held(handle, request));
    }

    /**
     * Holds it for another while. Also the last thing before something is written elsewhere: a
     * database drops who says nothing in a transaction for {@link Pools#LONGEST_SILENCE}, which is
     * before the lease ends.
     *
     * @throws LeaseLost when it is another one's, or the job does not run
     */
    public void renew(Lease lease) {
        requireMine(alone(handle -> LeaseRows.renew(handle, lease)));
    }

    /**
     * Moves the checkpoint, and counts.
     *
     * @throws LeaseLost when it is another one's; nothing is counted then
     */
    public void progress(Lease lease, String last, Progress progress) {
        requireMine(
                progress.failures().isEmpty()
                        ? alone(handle -> LeaseRows.progress(handle, lease, last, progress))
                        : platform.write(
                                handle -> LeaseRows.progress(handle, lease, last, progress)));
    }

    /**
     * Ends the range with that item and makes a new one of the rest.
     *
     * @throws LeaseLost when it is another one's
     */
    public Lease split(Lease lease, String last) {
        requireMine(alone(handle -> LeaseRows.split(handle, lease, last)));
        return lease.shortenedTo(last);
    }

    /**
     * Nothing is left in it.
     *
     * @throws LeaseLost when it is another one's
     */
    public void done(Lease lease) {
        requireMine(alone(handle -> LeaseRows.done(handle, lease)));
    }

    /** Lets somebody else have it at once. Who has lost it has nothing to give back. */
    public void release(Lease lease) {
        alone(handle -> LeaseRows.release(handle, lease));
    }

    /**
     * The same after a failure that should not have been.
     *
     * @return how many there were in this range
     */
    public int fault(Lease lease) {
        return alone(handle -> LeaseRows.fault(handle, lease));
    }

    /** In a transaction of the caller's that also ends the job. */
    public static void done(Handle transaction, Lease lease) {
        requireMine(LeaseRows.done(transaction, lease));
    }

    /**
     * In a transaction of the caller's: all items are gone through once more, and then finished.
     */
    public static void again(Handle transaction, Lease finish, int pass) {
        requireMine(LeaseRows.release(transaction, finish));
        LeaseRows.insert(transaction, finish.request(), pass, RangeKind.WORK);
    }

    /** The ranges of a new job. */
    public static void begin(Handle transaction, UUID request) {
        LeaseRows.insert(transaction, request, 1, RangeKind.PREPARE);
        LeaseRows.insert(transaction, request, 1, RangeKind.WORK);
        LeaseRows.insert(transaction, request, 1, RangeKind.FINISH);
    }

    /** The ranges of one that is begun again after it had failed. */
    public static void beginAgain(Handle transaction, UUID request, int pass) {
        LeaseRows.insert(transaction, request, pass, RangeKind.WORK);
        LeaseRows.insert(transaction, request, pass, RangeKind.FINISH);
    }

    /**
     * Statements that commit each by itself, and lock no more rows than they change: the pool's
     * connections read what is committed, and lock no gaps.
     */
    private <T> T alone(Function<Handle, T> work) {
        return platform.read(work::apply);
    }

    private static void requireMine(boolean held) {
        if (!held) {
            throw new LeaseLost();
        }
    }
}
