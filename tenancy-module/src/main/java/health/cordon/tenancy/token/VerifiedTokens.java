package health.cordon.tenancy.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.JWTClaimsSet;
import health.cordon.tenancy.token.TrustedIssuers.Trusted;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tokens that were verified a moment ago, by their hash.
 *
 * <p>A hit spares the signature and the parsing, nothing else: the issuer must still be trusted for
 * the same, still publish the same keys, and the token must not have ended. So a key or an issuer
 * that is withdrawn takes its tokens with it.
 */
@ApplicationScoped
public class VerifiedTokens {
    private static final int MOST = 20_000;
    private static final Duration LONGEST = Duration.ofHours(1);

    @Inject TrustedIssuers issuers;

    private final Cache<Fingerprint, Verified> tokens;

    private record Verified(
            Trusted by, JWSHeader header, List<JWK> keys, Instant ends, Caller caller) {}

    public VerifiedTokens() {
        this(MOST);
    }

    /**
     * @param most how many are remembered
     */
    VerifiedTokens(int most) {
        tokens = Caffeine.newBuilder().maximumSize(most).expireAfterWrite(LONGEST).build();
    }

    @Nullable Caller find(Fingerprint token) {
        var known = tokens.getIfPresent(token);
        if (known == null) {
            return null;
        }
        if (holds(known)) {
            return known.caller();
        }
        tokens.invalidate(token);
        return null;
    }

    private boolean holds(Verified known) {
        return Instant.now().isBefore(known.ends())
                && issuers.find(known.by().realm().issuer().toString())
                        .filter(known.by()::equals)
                        .isPresent()
                && known.by().issuer().known(known.header()).equals(known.keys());
    }

    /**
     * @param keys those that were tried; none of them is nothing to compare with
     */
    void keep(
            Fingerprint token,
            JWSHeader header,
            List<JWK> keys,
            Trusted by,
            JWTClaimsSet claims,
            Caller caller) {
        if (keys.isEmpty()) {
            throw new IllegalStateException("verified by no key");
        }
        var ends = claims.getExpirationTime().toInstant();
        tokens.put(token, new Verified(by, header, keys, ends, caller));
    }
}
