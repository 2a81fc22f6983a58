package health.cordon.tenancy.token;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.source.JWKSetBasedJWKSource;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.OutageTolerantJWKSetSource;
import com.nimbusds.jose.jwk.source.RateLimitedJWKSetSource;
import com.nimbusds.jose.jwk.source.RefreshAheadCachingJWKSetSource;
import com.nimbusds.jose.jwk.source.URLBasedJWKSetSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jose.util.ResourceRetriever;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An issuer's keys, found by OIDC discovery at the first token and then kept by Nimbus: fetched
 * again every few seconds beside the requests, so that a withdrawn key is soon worth nothing, and
 * for a new key id (rate-limited, single flight); served stale for a bounded time while the issuer
 * is away.
 */
final class IssuerKeys implements JWKSource<SecurityContext>, AutoCloseable {
    /** The next fetch begins at this age less the two below: every 4 s. */
    private static final Duration CACHED = Duration.ofSeconds(12);

    private static final Duration AHEAD = Duration.ofSeconds(4);

    /** Longer than the retriever's own limits together. */
    private static final Duration REFRESH_TIMEOUT = Duration.ofSeconds(4);

    private static final Duration OUTAGE = Duration.ofHours(4);
    private static final Duration AT_MOST_EVERY = Duration.ofSeconds(3);

    private final URI issuer;
    private final ResourceRetriever retriever;
    private final KeyRefreshThreads threads;
    private @Nullable JWKSetBasedJWKSource<SecurityContext> keys;
    private boolean closed;

    IssuerKeys(URI issuer, ResourceRetriever retriever, KeyRefreshThreads threads) {
        this.issuer = issuer;
        this.retriever = retriever;
        this.threads = threads;
    }

    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context)
            throws KeySourceException {
        var known = known();
        return (known == null ? keep(discover()) : known).get(selector, context);
    }

    private synchronized @Nullable JWKSource<SecurityContext> known() {
        // One that is closed would go on fetching.
        return closed ? null : keys;
    }

    /** Two first tokens may both discover; one of the answers stays. */
    private synchronized JWKSource<SecurityContext> keep(URI jwks) throws KeySourceException {
        if (closed) {
            throw new KeySourceException("the issuer is no longer trusted");
        }
        if (keys == null) {
            keys = source(jwks);
        }
        return keys;
    }

    private URI discover() throws KeySourceException {
        try {
            var discovery = URI.create(issuer + "/.well-known/openid-configuration");
            var document = document(discovery.toURL());
            var jwks = URI.create(String.valueOf(document.get("jwks_uri")));
            requireSameIssuer(document.get("issuer"), jwks);
            return jwks;
        } catch (IOException | ParseException | IllegalArgumentException e) {
            throw new KeySourceException("the issuer's discovery document cannot be read", e);
        }
    }

    private Map<String, Object> document(URL discovery) throws IOException, ParseException {
        @Nullable Map<String, Object> document =
                JSONObjectUtils.parse(retriever.retrieveResource(discovery).getContent());
        if (document == null) {
            throw new IllegalArgumentException("the discovery document is empty");
        }
        return document;
    }

    private void requireSameIssuer(@Nullable Object named, URI jwks) {
        if (!issuer.toString().equals(named)
                || !issuer.getScheme().equals(jwks.getScheme())
                || !issuer.getAuthority().equals(jwks.getAuthority())) {
            throw new IllegalArgumentException("the discovery document is another issuer's");
        }
    }

    private JWKSetBasedJWKSource<SecurityContext> source(URI jwks) throws KeySourceException {
        var fetched = new URLBasedJWKSetSource<SecurityContext>(url(jwks), retriever);
        var tolerant = new OutageTolerantJWKSetSource<>(fetched, OUTAGE.toMillis(), null);
        var limited = new RateLimitedJWKSetSource<>(tolerant, AT_MOST_EVERY.toMillis(), null);
        return new JWKSetBasedJWKSource<>(
                new RefreshAheadCachingJWKSetSource<>(
                        limited,
                        CACHED.toMillis(),
                        REFRESH_TIMEOUT.toMillis(),
                        AHEAD.toMillis(),
                        threads.fetching(),
                        false,
                        null,
                        threads.timing(),
                        false));
    }

    private static URL url(URI jwks) throws KeySourceException {
        try {
            return jwks.toURL();
        } catch (IOException e) {
            throw new KeySourceException("the address of the keys cannot be used", e);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        try {
            if (keys != null) {
                keys.close();
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
