package health.cordon.tenancy.token;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
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
 * An issuer's keys, found by OIDC discovery at the first token and then kept by Nimbus: cached,
 * fetched again for a new key id (rate-limited, single flight), served stale for a bounded time
 * while the issuer is away.
 */
final class IssuerKeys implements JWKSource<SecurityContext> {
    private static final Duration CACHED = Duration.ofMinutes(10);
    private static final Duration REFRESH_TIMEOUT = Duration.ofSeconds(6);
    private static final Duration OUTAGE = Duration.ofHours(4);
    private static final Duration AT_MOST_EVERY = Duration.ofSeconds(10);

    private final URI issuer;
    private final ResourceRetriever retriever;
    private volatile @Nullable JWKSource<SecurityContext> keys;

    private IssuerKeys(URI issuer, ResourceRetriever retriever) {
        this.issuer = issuer;
        this.retriever = retriever;
    }

    static JWKSource<SecurityContext> of(URI issuer, ResourceRetriever retriever) {
        return new IssuerKeys(issuer, retriever);
    }

    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context)
            throws KeySourceException {
        var known = keys;
        if (known == null) {
            // Two first tokens may both discover; the answers are equal and one of them stays.
            known = discover();
            keys = known;
        }
        return known.get(selector, context);
    }

    private JWKSource<SecurityContext> discover() throws KeySourceException {
        try {
            var discovery = URI.create(issuer + "/.well-known/openid-configuration");
            var document = document(discovery.toURL());
            var jwks = URI.create(String.valueOf(document.get("jwks_uri")));
            requireSameIssuer(document.get("issuer"), jwks);
            return source(jwks);
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

    private JWKSource<SecurityContext> source(URI jwks) throws IOException {
        return JWKSourceBuilder.create(jwks.toURL(), retriever)
                .cache(CACHED.toMillis(), REFRESH_TIMEOUT.toMillis())
                .rateLimited(AT_MOST_EVERY.toMillis())
                .retrying(true)
                .outageTolerant(OUTAGE.toMillis())
                .build();
    }
}
