package health.cordon.tenancy.token;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.trust.Trust;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns a bearer token into a caller, or refuses it. */
@ApplicationScoped
public class TokenVerifier {
    private static final int MAX_TOKEN_CHARS = 8_192;
    private static final int MAX_SUBJECT_CHARS = 200;

    @Inject TokenConfig config;
    @Inject Trust trust;
    private Issuer platform;
    private Issuer tenants;

    @PostConstruct
    void open() {
        platform = issuer("PLATFORM_ISSUER", config.platformIssuer());
        tenants = issuer("TENANT_ISSUER", config.tenantIssuer());
    }

    private Issuer issuer(String key, URI address) {
        var retriever = new IssuerRetriever(key, trust.socketFactory());
        return new Issuer(IssuerKeys.of(address, retriever), address, config.audience());
    }

    /**
     * @throws ProblemException one and the same for every fault of the token; unavailable when the
     *     issuer's keys cannot be had
     */
    public Caller verify(String token) {
        try {
            return caller(token);
        } catch (ProblemException e) {
            throw e;
        } catch (RateLimitReachedException e) {
            // The keys are at hand, the token's is not among them, and we have looked just now.
            throw new ProblemException(Problem.UNAUTHENTICATED, e);
        } catch (KeySourceException e) {
            throw new ProblemException(Problem.UNAVAILABLE, e);
        } catch (Exception e) {
            throw new ProblemException(Problem.UNAUTHENTICATED, e);
        }
    }

    private Caller caller(String token) throws Exception {
        if (token.length() > MAX_TOKEN_CHARS) {
            throw new ProblemException(Problem.UNAUTHENTICATED);
        }
        var jwt = SignedJWT.parse(token);
        // Only chooses whose keys to verify with; the verified claims repeat the issuer.
        var claimed = jwt.getJWTClaimsSet().getIssuer();
        if (config.platformIssuer().toString().equals(claimed)) {
            return platformCaller(platform.verify(jwt));
        }
        if (config.tenantIssuer().toString().equals(claimed)) {
            return tenantCaller(tenants.verify(jwt));
        }
        throw new ProblemException(Problem.UNAUTHENTICATED);
    }

    private static Caller platformCaller(JWTClaimsSet claims) throws ParseException {
        return new Caller(subject(claims), true, Roles.granted(roleNames(claims), true), List.of());
    }

    private Caller tenantCaller(JWTClaimsSet claims) throws ParseException {
        return new Caller(
                subject(claims),
                false,
                Roles.granted(roleNames(claims), false),
                texts(claims.getClaim(config.tenantClaim())));
    }

    private static String subject(JWTClaimsSet claims) {
        var subject = claims.getSubject();
        if (subject == null || subject.isBlank() || subject.length() > MAX_SUBJECT_CHARS) {
            throw new ProblemException(Problem.UNAUTHENTICATED);
        }
        return subject;
    }

    private static List<String> roleNames(JWTClaimsSet claims) throws ParseException {
        var names = new ArrayList<>(texts(claims.getClaim("groups")));
        Map<String, Object> realm = claims.getJSONObjectClaim("realm_access");
        if (realm != null) {
            names.addAll(texts(realm.get("roles")));
        }
        return names;
    }

    private static List<String> texts(@Nullable Object claim) {
        if (claim instanceof String text) {
            return List.of(text);
        }
        return claim instanceof Collection<?> many
                ? many.stream().filter(String.class::isInstance).map(String.class::cast).toList()
                : List.of();
    }
}
