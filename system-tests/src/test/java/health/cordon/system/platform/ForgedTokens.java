package health.cordon.system.platform;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import health.cordon.sandbox.home.PortName;
import health.cordon.sandbox.process.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;

/** Tokens that the issuers would never give, signed with their very keys. */
public record ForgedTokens(Sandbox sandbox, RSAKey platformKey, RSAKey tenantsKey) {
    static ForgedTokens of(Sandbox sandbox) {
        return new ForgedTokens(
                sandbox, key(sandbox, "platform.jwks.json"), key(sandbox, "tenants.jwks.json"));
    }

    /** What a good token of an organisation's clinician says; to be changed and signed. */
    public JWTClaimsSet.Builder clinician(Organisation organisation) {
        return claims("/tenants")
                .claim("tenant_id", organisation.slug())
                .claim("groups", List.of("clinician"));
    }

    /** What a good token of platform staff says. */
    public JWTClaimsSet.Builder platformAdmin() {
        return claims("/platform").claim("groups", List.of("platform-admin"));
    }

    public String signed(RSAKey key, JWTClaimsSet.Builder claims) {
        var header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build();
        try {
            var token = new SignedJWT(header, claims.build());
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Signed with the public key as if it were a shared secret. */
    public String macWithPublicKey(RSAKey key, JWTClaimsSet.Builder claims) {
        var header = new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(key.getKeyID()).build();
        try {
            var token = new SignedJWT(header, claims.build());
            token.sign(new MACSigner(key.toRSAPublicKey().getEncoded()));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String unsigned(JWTClaimsSet.Builder claims) {
        return new PlainJWT(claims.build()).serialize();
    }

    private JWTClaimsSet.Builder claims(String issuer) {
        var now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(sandbox.url(PortName.ISSUER, issuer).toString())
                .audience("cordon")
                .subject("forger")
                .issueTime(Date.from(now))
                .notBeforeTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(600)))
                .jwtID(UUID.randomUUID().toString());
    }

    private static RSAKey key(Sandbox sandbox, String file) {
        try {
            return JWKSet.load(sandbox.home().issuer().resolve(file).toFile())
                    .getKeys()
                    .get(0)
                    .toRSAKey();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }
}
