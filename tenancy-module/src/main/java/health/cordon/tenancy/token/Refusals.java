package health.cordon.tenancy.token;

import health.cordon.tenancy.http.CurrentTrace;
import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.jspecify.annotations.Nullable;

/**
 * Notes each refusal where operators look: a counter by kind and organisation, and a line in the
 * log with the correlation id.
 *
 * <p>A flood of bad tokens does not become a flood of lines; the counter counts them all.
 */
@ApplicationScoped
public class Refusals {
    static final String COUNTER = "cordon_refusals_total";
    private static final Logger LOG = Logger.getLogger(Refusals.class.getName());
    private static final int LINES_PER_SECOND = 10;
    private static final String NONE = "none";

    @Inject MetricRegistry metrics;
    @Inject CurrentTrace trace;

    private final Map<Fault, LinesOfASecond> lines = new EnumMap<>(Fault.class);

    public Refusals() {
        for (var fault : Fault.values()) {
            lines.put(fault, new LinesOfASecond());
        }
    }

    /** Each kind by itself: a flood of one does not hide the others. */
    private static final class LinesOfASecond {
        private final AtomicLong second = new AtomicLong();
        private final AtomicInteger count = new AtomicInteger();

        boolean mayOneMore(long now) {
            if (second.getAndSet(now) != now) {
                count.set(0);
            }
            return count.incrementAndGet() <= LINES_PER_SECOND;
        }
    }

    /** For a token that proves nothing. Every such refusal looks the same to the caller. */
    ProblemException unauthenticated(TokenRefused why) {
        note(why.fault(), why.fingerprint(), why.organisation());
        return new ProblemException(Problem.UNAUTHENTICATED, why.getCause());
    }

    /** For a token that may be good: nobody can tell while its issuer's keys cannot be had. */
    ProblemException keysAway(Fingerprint token, @Nullable String organisation) {
        note(Fault.KEYS_AWAY, token.prefix(), organisation);
        return ProblemException.noted(Problem.UNAVAILABLE);
    }

    /** For a caller who is known and may not do this. */
    public ProblemException forbidden(Fault fault, @Nullable String organisation) {
        note(fault, NONE, organisation);
        return new ProblemException(
                switch (fault) {
                    case SUSPENDED -> Problem.ORGANISATION_SUSPENDED;
                    case READ_ONLY -> Problem.ORGANISATION_READ_ONLY;
                    default -> Problem.FORBIDDEN;
                });
    }

    void note(Fault fault, String fingerprint, @Nullable String organisation) {
        var whose = organisation == null ? NONE : organisation;
        metrics.counter(COUNTER, new Tag("kind", fault.label()), new Tag("organisation", whose))
                .inc();
        var limit = Objects.requireNonNull(lines.get(fault));
        if (limit.mayOneMore(System.nanoTime() / 1_000_000_000L)) {
            LOG.log(
                    Level.WARNING,
                    "refused: {0}, token {1}, trace {2}, organisation {3}",
                    new Object[] {fault.label(), fingerprint, trace.id(), whose});
        }
    }
}
