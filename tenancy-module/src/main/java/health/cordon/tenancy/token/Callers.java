package health.cordon.tenancy.token;

import com.nimbusds.jwt.JWTClaimsSet;
import health.cordon.tenancy.token.TrustedIssuers.Realm;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads who somebody is out of verified claims, as far as their issuer may say it. */
@ApplicationScoped
public class Callers {
    private static final int MAX_SUBJECT_CHARS = 200;

    @Inject TokenConfig config;

    Caller of(JWTClaimsSet claims, Realm realm) throws TokenRefused {
        try {
            var subject = subject(claims);
            var names = roleNames(claims);
            var claimed = claims.getClaim(config.tenantClaim());
            if (realm.issuer().equals(config.platformIssuer())) {
                return new Caller(
                        subject, true, config.roleNames().granted(names, true), List.of(), null);
            }
            if (realm.organisation() == null) {
                var roles = config.roleNames().granted(names, false);
                return new Caller(subject, false, roles, texts(claimed), null);
            }
            requireWithin(realm, claimed, names);
            return new Caller(
                    subject,
                    false,
                    config.roleNames().granted(names, false),
                    List.of(realm.organisation()),
                    realm.issuer().toString());
        } catch (ParseException e) {
            throw new TokenRefused(Fault.CLAIM, e);
        }
    }

    /** An organisation's issuer speaks for that one alone, and never for the platform. */
    private void requireWithin(Realm realm, @Nullable Object claimed, List<String> names)
            throws TokenRefused {
        boolean own =
                claimed == null || claimed instanceof String text && realm.names().contains(text);
        if (!own || !config.roleNames().granted(names, true).isEmpty()) {
            throw new TokenRefused(Fault.BEYOND_ITS_REALM);
        }
    }

    private static String subject(JWTClaimsSet claims) throws TokenRefused {
        var subject = claims.getSubject();
        if (subject == null || subject.isBlank() || subject.length() > MAX_SUBJECT_CHARS) {
            throw new TokenRefused(Fault.CLAIM);
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
