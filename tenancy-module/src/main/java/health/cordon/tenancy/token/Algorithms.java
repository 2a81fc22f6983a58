package health.cordon.tenancy.token;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyType;
import com.nimbusds.jose.jwk.KeyUse;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** How a token may be signed, and with which keys. */
final class Algorithms {
    static final Set<JWSAlgorithm> ACCEPTED =
            Set.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256, JWSAlgorithm.ES256);
    private static final int RSA_BITS = 2_048;

    private static final JWKMatcher RSA =
            signing(KeyType.RSA)
                    .algorithms(JWSAlgorithm.RS256, JWSAlgorithm.PS256, null)
                    .minKeySize(RSA_BITS)
                    .build();
    private static final JWKMatcher EC =
            signing(KeyType.EC).algorithms(JWSAlgorithm.ES256, null).curve(Curve.P_256).build();

    private Algorithms() {}

    /**
     * The published keys that some token may be signed with. One whose private part everybody can
     * read proves nothing.
     */
    static List<JWK> usable(JWKSet published) {
        return Stream.of(RSA, EC)
                .flatMap(kind -> new JWKSelector(kind).select(published).stream())
                .toList();
    }

    private static JWKMatcher.Builder signing(KeyType type) {
        return new JWKMatcher.Builder()
                .keyType(type)
                .keyUses(KeyUse.SIGNATURE, null)
                .publicOnly(true);
    }
}
