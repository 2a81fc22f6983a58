package health.cordon.tenancy.token;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * An issuer's keys, once they were had. They are fetched again and again beside the requests, so
 * that a withdrawn key is soon worth nothing, and out of turn for a new key id, one fetch at a
 * time. While the issuer is away, what it said last goes on for a bounded time.
 */
final class PublishedKeys implements AutoCloseable {
    /**
     * From the beginning of one fetch to that of the next. A key that is withdrawn just after an
     * answer was made counts for so long and for as long as the next answer may take.
     */
    static final Duration EVERY = Duration.ofMillis(2_500);

    private final KeyDocument document;
    private final KeyRefreshThreads.Lane lane;
    private final Duration outage;
    private final RefetchLimit limit = new RefetchLimit();
    private volatile KeysRead latest;
    private CompletableFuture<Void> fetch = CompletableFuture.completedFuture(null);
    private Future<?> next = fetch;
    private boolean closed;

    private PublishedKeys(
            KeyDocument document, KeyRefreshThreads.Lane lane, Duration outage, KeysRead first) {
        this.document = document;
        this.lane = lane;
        this.outage = outage;
        this.latest = first;
    }

    /**
     * Fetches them for the first time. Waits for the issuer.
     *
     * @param outage for how long they may be used while the issuer is away
     */
    static PublishedKeys read(KeyDocument document, KeyRefreshThreads.Lane lane, Duration outage)
            throws IssuerRefused {
        long begun = System.nanoTime();
        var first = KeysRead.first(document.read(), begun, outage);
        var keys = new PublishedKeys(document, lane, outage, first);
        keys.schedule(begun);
        return keys;
    }

    /**
     * Those that are known without waiting for anybody.
     *
     * @throws KeySourceException when the issuer has been away for too long
     */
    List<JWK> known(JWKSelector selector) throws KeySourceException {
        var now = latest;
        if (!now.isGood()) {
            throw new KeySourceException("the issuer has been away for too long");
        }
        return now.select(selector);
    }

    /** Whether to wait for the issuer would tell no more. */
    boolean isSettled(JWKSelector selector) throws KeySourceException {
        return !known(selector).isEmpty()
                || latest.isWithdrawn(selector)
                || limit.isSpent() && underWay().isDone();
    }

    /**
     * Those that there are. May wait for the issuer, twice: for who came before, and for itself.
     */
    List<JWK> get(JWKSelector selector) throws KeySourceException {
        if (!isSettled(selector)) {
            await(underWay());
        }
        if (!isSettled(selector) && limit.take()) {
            await(begin());
        }
        return known(selector);
    }

    private synchronized CompletableFuture<Void> underWay() {
        return fetch;
    }

    private synchronized CompletableFuture<Void> begin() {
        if (closed || !fetch.isDone()) {
            return fetch;
        }
        try {
            schedule(System.nanoTime());
            fetch = CompletableFuture.runAsync(this::fetch, lane.fetching());
        } catch (RejectedExecutionException e) {
            fetch = CompletableFuture.failedFuture(e);
        }
        return fetch;
    }

    /** The next one after that which was begun then. */
    private synchronized void schedule(long begun) {
        var unused = next.cancel(false);
        long rest = EVERY.toNanos() - (System.nanoTime() - begun);
        next = lane.timing().schedule(this::inTurn, Math.max(0, rest), TimeUnit.NANOSECONDS);
    }

    /** Behind one that has not ended, which only happens while the issuer is away. */
    private void inTurn() {
        var unused = underWay().whenComplete((nothing, failure) -> begin());
    }

    private void fetch() {
        try {
            long begun = System.nanoTime();
            take(document.read(), begun);
        } catch (IssuerRefused e) {
            throw new CompletionException(e);
        }
    }

    private synchronized void take(List<JWK> read, long begun) {
        if (!closed) {
            latest = latest.followedBy(read, begun, outage);
        }
    }

    private static void await(Future<?> fetch) throws KeySourceException {
        try {
            fetch.get(EVERY.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            // What is known goes on.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KeySourceException("the issuer's keys cannot be had", e);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        var unused = next.cancel(false);
    }
}
