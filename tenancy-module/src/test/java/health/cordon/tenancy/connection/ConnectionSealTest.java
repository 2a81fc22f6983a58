package health.cordon.tenancy.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.organisation.OrganisationId;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ConnectionSealTest {
    private static final String URL = "mysql://cordon_p_1_app:geheim@127.0.0.1:3306/cordon_p_1";
    private static final OrganisationId ORG = new OrganisationId(UUID.randomUUID());
    private static final ConnectionPurpose PURPOSE =
            ConnectionPurpose.of(ConnectionRole.RUNTIME, "p-1", ORG);

    private static ConnectionSeal seal(String... keys) {
        var seal = new ConnectionSeal();
        seal.connectionKeys = ConnectionKeys.parse(String.join(",", keys));
        return seal;
    }

    private static String key(String id, int fill) {
        var bytes = new byte[32];
        java.util.Arrays.fill(bytes, (byte) fill);
        return id + ":" + Base64.getEncoder().encodeToString(bytes);
    }

    @Test
    void opensWhatItSealed() {
        var seal = seal(key("k1", 1));
        var sealed = seal.seal(PURPOSE, URL);
        assertThat(sealed).startsWith("k1|").doesNotContain("geheim", "cordon_p");
        assertThat(seal.seal(PURPOSE, URL)).isNotEqualTo(sealed);
        assertThat(seal.open(PURPOSE, sealed)).isEqualTo(URL);
    }

    @Test
    void opensForNothingElse() {
        var seal = seal(key("k1", 1));
        var sealed = seal.seal(PURPOSE, URL);
        var other = new OrganisationId(UUID.randomUUID());
        for (var purpose :
                List.of(
                        ConnectionPurpose.of(ConnectionRole.MIGRATION, "p-1", ORG),
                        ConnectionPurpose.of(ConnectionRole.RUNTIME, "p-2", ORG),
                        ConnectionPurpose.of(ConnectionRole.RUNTIME, "p-1", other),
                        ConnectionPurpose.of(ConnectionRole.RUNTIME, "p-1", null),
                        ConnectionPurpose.ofServer("p-1"))) {
            assertRefused(seal, purpose, sealed);
        }
    }

    @Test
    void opensNothingThatWasChanged() {
        var seal = seal(key("k1", 1), key("k2", 1));
        var sealed = seal.seal(PURPOSE, URL);
        assertRefused(seal, PURPOSE, sealed.replace("k1|", "k2|"));
        assertRefused(seal, PURPOSE, sealed.substring(0, sealed.length() - 4));
        for (var text : List.of("", "k1", "k1|", "k1|AAAA", "k1|%%", "k9|" + sealed.substring(3))) {
            assertRefused(seal, PURPOSE, text);
        }
    }

    private static void assertRefused(
            ConnectionSeal seal, ConnectionPurpose purpose, String sealed) {
        assertThatThrownBy(() -> seal.open(purpose, sealed))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("CONNECTION_ENCRYPTION_KEYS")
                .hasNoCause();
    }

    @Test
    void sealsWithTheNewestAndOpensWithAll() {
        var old = seal(key("k1", 1)).seal(PURPOSE, URL);
        var both = seal(key("k2", 2), key("k1", 1));
        assertThat(both.open(PURPOSE, old)).isEqualTo(URL);
        var fresh = both.seal(PURPOSE, URL);
        assertThat(fresh).startsWith("k2|");
        assertRefused(seal(key("k2", 2)), PURPOSE, old);
    }

    @Test
    void sealsNothingWithoutAKey() {
        var seal = new ConnectionSeal();
        seal.connectionKeys = new ConnectionKeys(Map.of());
        assertThat(seal.isPossible()).isFalse();
        assertThatThrownBy(() -> seal.seal(PURPOSE, URL))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem()).isEqualTo(Problem.NO_CONNECTION_KEY));
    }

    @Test
    void refusesKeysOfAnotherForm() {
        for (var text : List.of("", "k1", "k1:short", key("K1", 1), key("k1", 1) + ",")) {
            assertThatThrownBy(() -> ConnectionKeys.parse(text))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("32 random bytes");
        }
        assertThat(ConnectionKeys.parse(key("k1", 1))).hasToString("connection keys [k1]");
    }
}
