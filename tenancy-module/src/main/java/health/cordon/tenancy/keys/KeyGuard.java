package health.cordon.tenancy.keys;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.event.CircuitBreakerOnStateTransitionEvent;
import io.github.resilience4j.core.exception.AcquirePermissionCancelledException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What stands between a node and one key, so that a key in trouble costs its own tenants alone: a
 * bulkhead bounds how many calls are under way, and a breaker stops asking where asking fails.
 */
final class KeyGuard {
    /**
     * Calls with one key at once. A call takes some 10 ms, so each place is good for a hundred a
     * second; a node that has just started is slower, and must not refuse the few who come first.
     */
    static final int PLACES = Math.max(8, 2 * Runtime.getRuntime().availableProcessors());

    /** A node asks a key that fails no more often than this. */
    static final Duration PAUSE = Duration.ofSeconds(5);

    private static final Logger LOG = Logger.getLogger(KeyGuard.class.getName());
    private static final long LINE_EVERY_NANOS = Duration.ofSeconds(1).toNanos();

    /** Long enough for a burst to pass through a key that answers. */
    private static final Duration LONGEST_WAIT = Duration.ofMillis(200);

    private static final int LAST_CALLS = 10;
    private static final int FEWEST_CALLS = 5;
    private static final float HALF = 50;
    private static final int TIME_OUTS_IN_A_ROW = 2;

    private static final BulkheadConfig BULKHEAD =
            BulkheadConfig.custom()
                    .maxConcurrentCalls(PLACES)
                    .maxWaitDuration(LONGEST_WAIT)
                    .writableStackTraceEnabled(false)
                    .build();

    private final String keyArn;
    private final CircuitBreaker breaker;
    private final Bulkhead places;

    private final AtomicInteger timeOuts = new AtomicInteger();

    /** Somebody has waited for a place in vain, and no call has succeeded since. */
    private volatile boolean stuck;

    private final AtomicLong lastLine = new AtomicLong(System.nanoTime() - LINE_EVERY_NANOS);

    KeyGuard(String keyArn) {
        this(keyArn, PAUSE);
    }

    KeyGuard(String keyArn, Duration pause) {
        this.keyArn = keyArn;
        breaker = CircuitBreaker.of(keyArn, breaking(pause));
        places = Bulkhead.of(keyArn, BULKHEAD);
        breaker.getEventPublisher().onStateTransition(this::tell);
    }

    private static CircuitBreakerConfig breaking(Duration pause) {
        return CircuitBreakerConfig.custom()
                .slidingWindowSize(LAST_CALLS)
                .minimumNumberOfCalls(FEWEST_CALLS)
                .failureRateThreshold(HALF)
                .waitDurationInOpenState(pause)
                .permittedNumberOfCallsInHalfOpenState(1)
                .recordException(thrown -> KmsOutcome.of(thrown).opensBreaker())
                // Says nothing about the key.
                .ignoreExceptions(
                        BulkheadFullException.class, AcquirePermissionCancelledException.class)
                .writableStackTraceEnabled(false)
                .build();
    }

    /**
     * Runs the call, or throws at once, without running it: an exception that {@link KmsOutcome}
     * knows.
     */
    <T> T run(Supplier<T> call) {
        try {
            var answer = breaker.executeSupplier(() -> inPlace(call));
            timeOuts.set(0);
            return answer;
        } catch (RuntimeException e) {
            count(KmsOutcome.of(e));
            throw e;
        }
    }

    /**
     * Time-outs open the breaker sooner than its share of failures: each of them holds a thread,
     * and with it all requests that wait for the same DEK.
     */
    private void count(KmsOutcome outcome) {
        if (outcome == KmsOutcome.TIMEOUT) {
            if (timeOuts.incrementAndGet() == TIME_OUTS_IN_A_ROW && !isOpen()) {
                breaker.transitionToOpenState();
            }
        } else if (outcome.wasAsked()) {
            timeOuts.set(0);
        }
    }

    /** Waits a moment for a place, unless that was in vain before: who waits holds a thread. */
    private <T> T inPlace(Supplier<T> call) {
        if (stuck && places.getMetrics().getAvailableConcurrentCalls() == 0) {
            throw BulkheadFullException.createBulkheadFullException(places);
        }
        try {
            var answer = places.executeSupplier(call);
            stuck = false;
            return answer;
        } catch (BulkheadFullException e) {
            stuck = true;
            throw e;
        }
    }

    /** Until a call has succeeded again, even if nobody tries one. */
    boolean isOpen() {
        return breaker.getState() != CircuitBreaker.State.CLOSED;
    }

    /**
     * Tells of a call that failed, a line a second at most. Nothing while the breaker is open: that
     * was told when it opened.
     */
    void tell(KmsAction action, String reason) {
        long now = System.nanoTime();
        long last = lastLine.get();
        if (!isOpen() && now - last >= LINE_EVERY_NANOS && lastLine.compareAndSet(last, now)) {
            LOG.log(
                    Level.WARNING,
                    "{0} on {1} failed: {2}",
                    new Object[] {action.permission(), keyArn, reason});
        }
    }

    private void tell(CircuitBreakerOnStateTransitionEvent event) {
        switch (event.getStateTransition()) {
            case CLOSED_TO_OPEN ->
                    LOG.log(
                            Level.WARNING,
                            "KMS fails with {0}; it is asked once in {1} s until it answers",
                            new Object[] {keyArn, PAUSE.toSeconds()});
            case HALF_OPEN_TO_CLOSED -> LOG.log(Level.INFO, "KMS answers with {0} again", keyArn);
            default -> {
                // An attempt between the two.
            }
        }
    }
}
