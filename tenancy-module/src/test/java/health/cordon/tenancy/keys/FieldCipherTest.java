package health.cordon.tenancy.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import health.cordon.tenancy.organisation.OrganisationId;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldCipherTest {
    private static final OrganisationId NORTH = new OrganisationId(new UUID(1, 1));
    private static final OrganisationId SOUTH = new OrganisationId(new UUID(1, 2));
    private static final FieldAddress ADDRESS = new FieldAddress(NORTH, "patient", "r1", "mrn");
    private static final DataKey KEY = Keys.key(1);
    private static final int SALT = 12;
    private static final int NONCE = 12;
    private static final int TAG = 16;
    private static final int COMPILED = 12_000;
    private static final int SEALED_MORE_OFTEN = 5;

    @Nested
    class RoundTrips {
        @ParameterizedTest
        @ValueSource(strings = {"", "a", "Müller-Łódź", "日本語", "🧬", "\0", "line\nline"})
        void giveTheTextBack(String text) {
            var stored = FieldCipher.encrypt(KEY, ADDRESS, text);
            assertThat(FieldCipher.decrypt(KEY, ADDRESS, stored)).isEqualTo(text);
        }

        @Test
        void giveEveryLengthBack() {
            for (int length = 0; length < 300; length++) {
                var text = "x".repeat(length);
                var stored = FieldCipher.encrypt(KEY, ADDRESS, text);
                assertThat(stored).hasSize(1 + SALT + NONCE + length + TAG);
                assertThat(FieldCipher.decrypt(KEY, ADDRESS, stored)).isEqualTo(text);
            }
        }
    }

    /**
     * As a server does after some hours: Java 17 on AVX-512 once derived other keys as soon as its
     * last compiler had been at it.
     */
    @Test
    void opensWhatItSealedHoweverOftenItHasBeenCompiled() {
        var random = new Random(42);
        for (int i = 0; i < COMPILED; i++) {
            var dek = new byte[32];
            random.nextBytes(dek);
            var key = Keys.of(new UUID(0, i), dek);
            byte[] stored = {};
            for (int j = 0; j < SEALED_MORE_OFTEN; j++) {
                stored = FieldCipher.encrypt(key, ADDRESS, "M-0042");
            }
            assertThat(FieldCipher.decrypt(key, ADDRESS, stored)).isEqualTo("M-0042");
        }
    }

    /** Made by OpenSSL, in the order of the specification. */
    @Test
    void readsWhatAnotherImplementationWrote() {
        var stored =
                HexFormat.of()
                        .parseHex(
                                "02000102030405060708090a0b0c0d0e0f1011121314151617713f9703cebcaf21561a989647fd1f2f57f0bc44f1af");
        assertThat(FieldCipher.decrypt(KEY, ADDRESS, stored)).isEqualTo("M-0042");
    }

    /** Of one version and read as another, it is bent. */
    @Test
    void bindsItsVersion() {
        var stored = FieldCipher.encrypt(KEY, ADDRESS, "M-0042 and more");
        stored[0] = 1;
        assertThatIllegalStateException()
                .isThrownBy(() -> FieldCipher.decrypt(KEY, ADDRESS, stored));
    }

    /** The bytes under the tag are a format: what is stored today must open for ever. */
    @Test
    void readsWhatEarlierVersionsStored() {
        var stored =
                HexFormat.of()
                        .parseHex(
                                "01000102030405060708090a0b862eec66969e692ea80b610530b2e4c3b2c5871710b2");
        assertThat(FieldCipher.decrypt(KEY, ADDRESS, stored)).isEqualTo("M-0042");
    }

    static Stream<FieldAddress> otherAddresses() {
        return Stream.of(
                new FieldAddress(SOUTH, "patient", "r1", "mrn"),
                new FieldAddress(NORTH, "clinical_case", "r1", "mrn"),
                new FieldAddress(NORTH, "patient", "r2", "mrn"),
                new FieldAddress(NORTH, "patient", "r1", "given_name"),
                new FieldAddress(NORTH, "patientr", "1", "mrn"),
                new FieldAddress(NORTH, "patient", "r1m", "rn"),
                new FieldAddress(NORTH, "", "patientr1", "mrn"));
    }

    @ParameterizedTest
    @MethodSource("otherAddresses")
    void doesNotOpenWhereItWasMovedTo(FieldAddress elsewhere) {
        var stored = FieldCipher.encrypt(KEY, ADDRESS, "M-1");
        assertThatIllegalStateException()
                .isThrownBy(() -> FieldCipher.decrypt(KEY, elsewhere, stored))
                .withMessageNotContaining("M-1");
    }

    @Test
    void doesNotOpenWithAnotherKey() {
        var stored = FieldCipher.encrypt(KEY, ADDRESS, "M-1");
        assertThatIllegalStateException()
                .isThrownBy(() -> FieldCipher.decrypt(Keys.key(2), ADDRESS, stored));
    }

    @Test
    void doesNotOpenWithAnyBitChanged() {
        var stored = FieldCipher.encrypt(KEY, ADDRESS, "M-1");
        for (int bit = 0; bit < stored.length * 8; bit++) {
            var bent = stored.clone();
            bent[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThatIllegalStateException()
                    .isThrownBy(() -> FieldCipher.decrypt(KEY, ADDRESS, bent));
        }
    }

    @Test
    void doesNotOpenWhenItWasCut() {
        var stored = FieldCipher.encrypt(KEY, ADDRESS, "M-1");
        for (int length = 0; length < stored.length; length++) {
            var cut = Arrays.copyOf(stored, length);
            assertThatIllegalStateException()
                    .isThrownBy(() -> FieldCipher.decrypt(KEY, ADDRESS, cut));
        }
    }

    @Test
    void neverUsesSaltOrNonceTwice() {
        var salts = new HashSet<String>();
        var nonces = new HashSet<String>();
        for (int i = 0; i < 10_000; i++) {
            var stored = FieldCipher.encrypt(KEY, ADDRESS, "M-1");
            salts.add(HexFormat.of().formatHex(stored, 1, 1 + SALT));
            nonces.add(HexFormat.of().formatHex(stored, 1 + SALT, 1 + SALT + NONCE));
        }
        assertThat(salts).hasSize(10_000);
        assertThat(nonces).hasSize(10_000);
    }
}
