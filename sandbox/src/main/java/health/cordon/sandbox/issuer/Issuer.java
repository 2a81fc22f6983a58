package health.cordon.sandbox.issuer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;

/** Signs tokens in the name of one realm. */
final class Issuer {
    static final Duration LIFETIME = Duration.ofHours(1);

    private static final String AUDIENCE = "cordon";

    private final Realm realm;
    private final URI base;
    private final SigningKeys keys;

    Issuer(Realm realm, URI base, SigningKeys keys) {
        this.realm = realm;
        this.base = base;
        this.keys = keys;
    }

    Realm realm() {
        return realm;
    }

    SigningKeys keys() {
        return keys;
    }

    /** The issuer's name, which is also where its documents are. */
    String name() {
        return base + realm.path();
    }

    String token(String subject, Entitlement entitlement) {
        var key = keys.newest();
        var header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID());
        var token = new SignedJWT(header.build(), claims(subject, entitlement));
        try {
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private JWTClaimsSet claims(String subject, Entitlement entitlement) {
        var now = Instant.now();
        var claims =
                new JWTClaimsSet.Builder()
                        .issuer(name())
                        .audience(AUDIENCE)
                        .subject(subject)
                        .issueTime(Date.from(now))
                        .notBeforeTime(Date.from(now))
                        .expirationTime(Date.from(now.plus(LIFETIME)))
                        .jwtID(UUID.randomUUID().toString())
                        .claim("groups", entitlement.roles());
        if (entitlement.tenant() != null) {
            claims.claim("tenant_id", entitlement.tenant());
        }
        return claims.build();
    }
}
