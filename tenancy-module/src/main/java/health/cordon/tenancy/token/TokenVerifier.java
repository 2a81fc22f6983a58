package health.cordon.tenancy.token;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.token.TrustedIssuers.Trusted;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.text.ParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns a bearer token into a caller, or refuses it. */
@ApplicationScoped
public class TokenVerifier {
    private static final String SCHEME = "Bearer ";

    @Inject TrustedIssuers issuers;
    @Inject VerifiedTokens verified;
    @Inject Callers callers;
    @Inject Refusals refusals;
    @Inject VerificationTimes times;

    /**
     * The same as {@link #verify} for what {@code Authorization} headers say, however many came.
     *
     * @throws ProblemException also when there is not exactly one
     */
    public Caller verifyHeader(@Nullable List<String> authorization) {
        if (authorization == null
                || authorization.size() != 1
                || !authorization.get(0).regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw refusals.unauthenticated(new TokenRefused(Fault.NO_TOKEN));
        }
        return verify(authorization.get(0).substring(SCHEME.length()).strip());
    }

    /**
     * @throws ProblemException one and the same for every fault of the token; unavailable when the
     *     issuer's keys cannot be had
     */
    public Caller verify(String token) {
        long begin = System.nanoTime();
        @Nullable Caller known = null;
        try {
            var fingerprint = Fingerprint.of(token);
            known = verified.find(fingerprint);
            return known == null ? caller(token, fingerprint) : known;
        } catch (TokenRefused e) {
            throw refusals.unauthenticated(e);
        } finally {
            times.note(known != null, System.nanoTime() - begin);
        }
    }

    private Caller caller(String token, Fingerprint fingerprint) throws TokenRefused {
        @Nullable String owner = null;
        try {
            var jwt = TokenText.parse(token);
            var trusted = trusted(jwt);
            owner = trusted.realm().organisation();
            // Once, for the signature and for the memory: one that goes in between must be missed.
            var keys = trusted.issuer().keys(jwt.getHeader());
            var claims = trusted.issuer().verify(jwt, keys);
            var caller = callers.of(claims, trusted.realm());
            verified.keep(fingerprint, jwt.getHeader(), keys, trusted, claims, caller);
            return caller;
        } catch (TokenRefused e) {
            throw e.of(fingerprint, owner);
        } catch (KeySourceException e) {
            throw refusals.keysAway(fingerprint, owner);
        }
    }

    /** Only chooses whose keys to verify with; the verified claims repeat the issuer. */
    private Trusted trusted(SignedJWT jwt) throws TokenRefused {
        return issuers.find(claims(jwt).getIssuer())
                .orElseThrow(() -> new TokenRefused(Fault.ISSUER));
    }

    private static JWTClaimsSet claims(SignedJWT jwt) throws TokenRefused {
        try {
            return jwt.getJWTClaimsSet();
        } catch (ParseException e) {
            throw new TokenRefused(Fault.MALFORMED, e);
        }
    }
}
