package health.cordon.tenancy.token;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * An issuer's keys, found by OIDC discovery at the first token and then kept as {@link
 * PublishedKeys}.
 *
 * <p>Requests never read them themselves for the first time: one attempt at a time does, beside
 * them, and when it fails that stands for a few seconds. Whoever has to wait, for that or for a key
 * id that is not known yet, has one of a few places; who finds none is refused at once. So an
 * issuer that hangs holds up a few requests at most, whoever sends it how many tokens.
 */
final class IssuerKeys implements AutoCloseable {
    static final Duration FAILURE_STANDS = Duration.ofSeconds(3);

    /** Longer than one document may take, shorter than both: the second goes on beside us. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final KeyDocument document;
    private final KeyRefreshThreads.Lane lane;
    private final Duration outage;
    private @Nullable CompletableFuture<PublishedKeys> attempt;
    private boolean closed;

    /**
     * @param outage for how long the keys may be used while the issuer is away
     */
    IssuerKeys(KeyDocument document, KeyRefreshThreads.Lane lane, Duration outage) {
        this.document = document;
        this.lane = lane;
        this.outage = outage;
    }

    /**
     * Those that there are; none when the issuer was asked just now and published none such.
     *
     * @throws KeySourceException when they were never had, or not for too long
     */
    List<JWK> get(JWKSelector selector) throws KeySourceException {
        var begun = attempt();
        if (begun.isDone() && now(begun).isSettled(selector)) {
            return now(begun).known(selector);
        }
        if (!lane.places().enter()) {
            throw new KeySourceException("enough others wait for the issuer");
        }
        try {
            return now(begun).get(selector);
        } finally {
            lane.places().leave();
        }
    }

    /** Those in memory, without waiting for anybody; none when they are too old. */
    List<JWK> known(JWKSelector selector) {
        try {
            var begun = attempt();
            return begun.isDone() ? now(begun).known(selector) : List.of();
        } catch (KeySourceException e) {
            return List.of();
        }
    }

    /** Lets them be read beside us, if nobody has yet, so that the first token need not wait. */
    synchronized void prepare() {
        if (attempt == null && !closed) {
            attempt = begin();
        }
    }

    /** The one that is under way or has an outcome, or a new one. */
    private synchronized CompletableFuture<PublishedKeys> attempt() throws KeySourceException {
        prepare();
        if (attempt == null || closed) {
            throw new KeySourceException("the issuer is no longer trusted");
        }
        return attempt;
    }

    private CompletableFuture<PublishedKeys> begin() {
        try {
            var begun = CompletableFuture.supplyAsync(this::read, lane.fetching());
            var unused = begun.whenComplete(this::forgetFailureLater);
            return begun;
        } catch (RejectedExecutionException e) {
            forgetFailureLater(null, e);
            return CompletableFuture.failedFuture(e);
        }
    }

    private PublishedKeys read() {
        try {
            return PublishedKeys.read(document, lane, outage);
        } catch (IssuerRefused e) {
            throw new CompletionException(e);
        }
    }

    private void forgetFailureLater(@Nullable PublishedKeys keys, @Nullable Throwable failure) {
        if (failure != null) {
            var unused =
                    lane.timing()
                            .schedule(
                                    this::forget, FAILURE_STANDS.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private synchronized void forget() {
        attempt = null;
    }

    private static PublishedKeys now(CompletableFuture<PublishedKeys> begun)
            throws KeySourceException {
        try {
            return begun.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new KeySourceException("the issuer's keys cannot be had", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KeySourceException("the issuer's keys cannot be had", e);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (attempt != null) {
            var unused = attempt.thenAccept(PublishedKeys::close);
        }
    }
}
