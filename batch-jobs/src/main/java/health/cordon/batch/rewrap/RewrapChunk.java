package health.cordon.batch.rewrap;

import health.cordon.batch.lease.Lease;
import health.cordon.batch.lease.LeaseLost;
import health.cordon.batch.lease.Leases;
import health.cordon.batch.lease.Progress;
import health.cordon.batch.run.Interruption;
import health.cordon.tenancy.keys.CannotRewrap;
import health.cordon.tenancy.keys.Dek;
import health.cordon.tenancy.keys.DekRewrap;
import health.cordon.tenancy.keys.Rewrapped;
import health.cordon.tenancy.keys.WrappingKey;
import health.cordon.tenancy.organisation.Tenant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Makes new forms of data keys, and keeps what it has learnt while it goes through one range: a key
 * that is denied is not asked for each data key anew, a KMS in trouble is waited for.
 */
final class RewrapChunk {
    private static final Duration RENEW_AFTER = Duration.ofSeconds(8);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(8);

    /** Then what needs that key is left for a restart. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final DekRewrap rewrap;
    private final Leases leases;
    private final Tenant tenant;
    private final WrappingKey to;
    private final Lease lease;
    private final Interruption interruption;
    private final Map<String, CannotRewrap> blocked = new HashMap<>();
    private long renewed = System.nanoTime();

    RewrapChunk(
            DekRewrap rewrap,
            Leases leases,
            Tenant tenant,
            WrappingKey to,
            Lease lease,
            Interruption interruption) {
        this.rewrap = rewrap;
        this.leases = leases;
        this.tenant = tenant;
        this.to = to;
        this.lease = lease;
        this.interruption = interruption;
    }

    /** What came of a chunk, before anything is stored. */
    record Made(List<Rewrapped> rows, long calls, Map<Progress.Failure, Long> failures) {
        Progress progress(int items, long stored) {
            long errors = failures.values().stream().mapToLong(Long::longValue).sum();
            return new Progress(items - errors, stored, rows.size(), calls, failures);
        }
    }

    /**
     * @throws LeaseLost when it is interrupted while it waits for KMS
     */
    Made wrap(List<Dek> deks) {
        var rows = new ArrayList<Rewrapped>();
        var failures = new HashMap<Progress.Failure, Long>();
        long calls = 0;
        for (var dek : deks) {
            try {
                var done = patiently(dek);
                rows.add(done.row());
                calls += done.kmsCalls();
            } catch (CannotRewrap e) {
                failures.merge(failure(e), 1L, Long::sum);
            }
        }
        return new Made(rows, calls, failures);
    }

    private DekRewrap.Done patiently(Dek dek) {
        var pause = FIRST_PAUSE;
        long began = System.nanoTime();
        while (true) {
            renewIfDue();
            var known = blocked.get(name(dek));
            if (known != null) {
                throw known;
            }
            try {
                return rewrap.rewrap(tenant, dek, to);
            } catch (CannotRewrap e) {
                if (!isWorthAnotherTry(e, began)) {
                    block(dek, e);
                    throw e;
                }
                interruption.pause(jittered(pause));
                if (interruption.isWanted()) {
                    throw new LeaseLost();
                }
                pause = longer(pause);
            }
        }
    }

    private boolean isWorthAnotherTry(CannotRewrap e, long began) {
        return e.kind() == CannotRewrap.Kind.UNAVAILABLE
                && System.nanoTime() - began < PATIENCE.toNanos();
    }

    /** One that is broken says nothing about the next one. */
    private void block(Dek dek, CannotRewrap e) {
        if (e.kind() != CannotRewrap.Kind.BROKEN) {
            blocked.put(name(dek), e);
        }
    }

    private static String name(Dek dek) {
        try {
            return dek.wrappedBy();
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /** The job may have been stopped meanwhile; the lease says so. */
    private void renewIfDue() {
        if (System.nanoTime() - renewed > RENEW_AFTER.toNanos()) {
            leases.renew(lease);
            renewed = System.nanoTime();
        }
    }

    private static Progress.Failure failure(CannotRewrap e) {
        return new Progress.Failure(
                e.kind().name().toLowerCase(Locale.ROOT), e.key(), e.permission());
    }

    private static Duration jittered(Duration pause) {
        long most = pause.toMillis();
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(most / 2, most + 1));
    }

    private static Duration longer(Duration pause) {
        var twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
    }
}
