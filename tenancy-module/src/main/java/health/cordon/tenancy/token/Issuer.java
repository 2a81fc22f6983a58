package health.cordon.tenancy.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.source.JWKSecurityContextJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWKSecurityContext;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.net.URI;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Set;

/** One issuer that we trust, and the verification of its tokens. */
final class Issuer implements AutoCloseable {
    private static final int CLOCK_SKEW_SECONDS = 30;

    private final IssuerKeys keys;
    private final Duration longest;
    private final DefaultJWTProcessor<JWKSecurityContext> processor = new DefaultJWTProcessor<>();

    /**
     * @param longest between a token's {@code iat} and {@code exp}
     */
    Issuer(IssuerKeys keys, URI issuer, String audience, Duration longest) {
        this.keys = keys;
        this.longest = longest;
        processor.setJWSKeySelector(
                new JWSVerificationKeySelector<>(
                        Algorithms.ACCEPTED, new JWKSecurityContextJWKSet()));
        processor.setJWSTypeVerifier(
                new DefaultJOSEObjectTypeVerifier<>(
                        JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
        var claims =
                new DefaultJWTClaimsVerifier<JWKSecurityContext>(
                        audience,
                        new JWTClaimsSet.Builder().issuer(issuer.toString()).build(),
                        Set.of("sub", "iat", "exp"));
        claims.setMaxClockSkew(CLOCK_SKEW_SECONDS);
        processor.setJWTClaimsSetVerifier(claims);
    }

    /**
     * The published keys that a token with this header may be signed by, as they are now.
     *
     * @throws KeySourceException when the keys cannot be had, which is no fault of the token
     */
    List<JWK> keys(JWSHeader header) throws TokenRefused, KeySourceException {
        if (!Algorithms.ACCEPTED.contains(header.getAlgorithm())) {
            throw new TokenRefused(Fault.HEADER);
        }
        return keys.get(selector(header));
    }

    /** The same, of those in memory. Waits for nobody. */
    List<JWK> known(JWSHeader header) {
        return keys.known(selector(header));
    }

    /**
     * @param by the keys for its header
     */
    JWTClaimsSet verify(SignedJWT token, List<JWK> by) throws TokenRefused {
        try {
            var claims = processor.process(token, new JWKSecurityContext(by));
            requireReasonable(claims.getIssueTime(), claims.getExpirationTime());
            return claims;
        } catch (BadJWTException e) {
            throw new TokenRefused(isAboutTime(token) ? Fault.TIME : Fault.CLAIM, e);
        } catch (BadJOSEException | JOSEException | IllegalArgumentException e) {
            throw new TokenRefused(Fault.SIGNATURE, e);
        }
    }

    /** Has its keys read beside us, so that the first token need not wait. */
    void prepare() {
        keys.prepare();
    }

    private static JWKSelector selector(JWSHeader header) {
        return new JWKSelector(JWKMatcher.forJWSHeader(header));
    }

    private void requireReasonable(Date issued, Date ends) throws TokenRefused {
        long skew = Duration.ofSeconds(CLOCK_SKEW_SECONDS).toMillis();
        if (issued.getTime() > System.currentTimeMillis() + skew
                || ends.getTime() - issued.getTime() > longest.toMillis()) {
            throw new TokenRefused(Fault.TIME);
        }
    }

    /** The library says it in words alone. */
    private static boolean isAboutTime(SignedJWT token) {
        try {
            var claims = token.getJWTClaimsSet();
            var now = System.currentTimeMillis();
            return claims.getExpirationTime() != null && claims.getExpirationTime().getTime() < now
                    || claims.getNotBeforeTime() != null
                            && claims.getNotBeforeTime().getTime() > now;
        } catch (java.text.ParseException e) {
            return false;
        }
    }

    @Override
    public void close() {
        keys.close();
    }
}
