package health.cordon.tenancy.token;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.CachingJWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSetBasedJWKSource;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSetSourceWrapper;
import com.nimbusds.jose.jwk.source.OutageTolerantJWKSetSource;
import com.nimbusds.jose.jwk.source.RateLimitedJWKSetSource;
import com.nimbusds.jose.jwk.source.RefreshAheadCachingJWKSetSource;
import com.nimbusds.jose.jwk.source.URLBasedJWKSetSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.ResourceRetriever;
import com.nimbusds.jose.util.events.Event;
import java.io.IOException;
import java.net.URL;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * An issuer's keys, once they were had. Nimbus keeps them: fetched again every few seconds beside
 * the requests, so that a withdrawn key is soon worth nothing, and for a new key id (rate-limited,
 * single flight); served stale for a bounded time while the issuer is away.
 */
final class PublishedKeys implements AutoCloseable {
    /** The next fetch begins at this age less the two below: every 4 s. */
    private static final Duration CACHED = Duration.ofSeconds(12);

    private static final Duration AHEAD = Duration.ofSeconds(4);

    /** Longer than the retriever's own limit. */
    private static final Duration REFRESH_TIMEOUT = Duration.ofSeconds(4);

    private static final Duration OUTAGE = Duration.ofHours(4);
    private static final Duration AT_MOST_EVERY = Duration.ofSeconds(3);

    private final JWKSetBasedJWKSource<SecurityContext> source;
    private volatile Latest latest = new Latest(new JWKSet(), System.nanoTime());
    private volatile boolean closed;

    /** What was read last, and until when it may be used without asking Nimbus. */
    private record Latest(JWKSet keys, long until) {}

    private PublishedKeys(URL where, ResourceRetriever retriever, KeyRefreshThreads.Lane lane) {
        var fetched = new URLBasedJWKSetSource<SecurityContext>(where, retriever);
        var tolerant = new OutageTolerantJWKSetSource<>(fetched, OUTAGE.toMillis(), null);
        var limited = new RateLimitedJWKSetSource<>(tolerant, AT_MOST_EVERY.toMillis(), null);
        source =
                new JWKSetBasedJWKSource<>(
                        new RefreshAheadCachingJWKSetSource<>(
                                new WhileOpen(limited),
                                CACHED.toMillis(),
                                REFRESH_TIMEOUT.toMillis(),
                                AHEAD.toMillis(),
                                lane.fetching(),
                                false,
                                this::note,
                                lane.timing(),
                                false));
    }

    /** Fetches them for the first time. Waits for the issuer. */
    static PublishedKeys read(URL where, ResourceRetriever retriever, KeyRefreshThreads.Lane lane)
            throws KeySourceException {
        var keys = new PublishedKeys(where, retriever, lane);
        keys.source
                .getJWKSetSource()
                .getJWKSet(
                        JWKSetCacheRefreshEvaluator.noRefresh(), System.currentTimeMillis(), null);
        return keys;
    }

    /** Those that are known without waiting for anybody; empty says nothing. */
    List<JWK> known(JWKSelector selector) {
        var now = latest;
        return now.until() - System.nanoTime() > 0 ? selector.select(now.keys()) : List.of();
    }

    /** Those that there are. May wait for the issuer. */
    List<JWK> get(JWKSelector selector, @Nullable SecurityContext context)
            throws KeySourceException {
        try {
            return source.get(selector, context);
        } catch (RejectedExecutionException e) {
            throw new KeySourceException("the keys cannot be read now", e);
        }
    }

    private void note(Event<CachingJWKSetSource<SecurityContext>, SecurityContext> event) {
        if (event instanceof CachingJWKSetSource.RefreshCompletedEvent<SecurityContext> done) {
            latest = new Latest(done.getJWKSet(), System.nanoTime() + CACHED.toNanos());
        }
    }

    /** A fetch that was under way at the close would else begin the next one, and so for ever. */
    private final class WhileOpen extends JWKSetSourceWrapper<SecurityContext> {
        WhileOpen(JWKSetSource<SecurityContext> source) {
            super(source);
        }

        @Override
        public JWKSet getJWKSet(
                JWKSetCacheRefreshEvaluator evaluator, long now, @Nullable SecurityContext context)
                throws KeySourceException {
            var keys = getSource().getJWKSet(evaluator, now, context);
            if (closed) {
                throw new KeySourceException("the issuer is no longer trusted");
            }
            return keys;
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            source.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
