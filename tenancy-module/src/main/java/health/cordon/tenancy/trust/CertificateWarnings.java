package health.cordon.tenancy.trust;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * One line in the log when a connection is refused for what the other side showed: which key names
 * it, what is wrong, what mends it. Nothing that the other side said is repeated.
 */
public final class CertificateWarnings {
    private static final Logger LOG = Logger.getLogger(CertificateWarnings.class.getName());
    private static final long EVERY_NANOS = 30_000_000_000L;
    private static final int MOST_KEYS = 1_000;
    private static final Map<String, Long> LAST = new ConcurrentHashMap<>();

    private CertificateWarnings() {}

    /**
     * Warns if the failure is one of trust, at most every 30 s for a key and a fault.
     *
     * @return whether it is one
     */
    public static boolean report(String key, Throwable failure) {
        var found = TrustFault.of(failure);
        found.filter(fault -> isDue(key + " " + fault))
                .ifPresent(
                        fault ->
                                LOG.log(
                                        Level.WARNING,
                                        "{0}: {1}",
                                        new Object[] {key, fault.sentence(key)}));
        return found.isPresent();
    }

    private static boolean isDue(String what) {
        long now = System.nanoTime();
        if (LAST.size() > MOST_KEYS) {
            LAST.clear();
        }
        var kept =
                LAST.compute(
                        what,
                        (same, last) ->
                                last == null || now - last >= EVERY_NANOS
                                        ? Long.valueOf(now)
                                        : last);
        return kept == now;
    }
}
