package health.cordon.clinical.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import health.cordon.tenancy.keys.DataKey;
import health.cordon.tenancy.keys.FakeDeks;
import health.cordon.tenancy.organisation.OrganisationId;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RowCipherTest {
    private static final DataKey KEY = FakeDeks.key(new UUID(1, 1));
    private static final DataKey OTHER_KEY = FakeDeks.key(new UUID(1, 2));
    private static final OrganisationId NORTH = new OrganisationId(new UUID(2, 1));
    private static final OrganisationId SOUTH = new OrganisationId(new UUID(2, 2));
    private static final UUID ROW = new UUID(3, 1);

    private final RowCipher cipher = new RowCipher(KEY, NORTH, "patient", ROW);

    @Test
    void opensWhatItSealed() {
        var sealed = cipher.seal("mrn", "M-1");
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("M-1");
        assertThat(cipher.open("mrn", sealed)).isEqualTo("M-1");
        assertThat(cipher.openOptional("mrn", sealed)).isEqualTo("M-1");
    }

    @Test
    void leavesNothingWhereNothingIs() {
        assertThat(cipher.sealOptional("phone", null)).isNull();
        assertThat(cipher.openOptional("phone", null)).isNull();
    }

    @Test
    void sealsTheSameTextDifferentlyEachTime() {
        assertThat(cipher.seal("mrn", "M-1")).isNotEqualTo(cipher.seal("mrn", "M-1"));
    }

    static Stream<RowCipher> others() {
        return Stream.of(
                new RowCipher(OTHER_KEY, NORTH, "patient", ROW),
                new RowCipher(KEY, SOUTH, "patient", ROW),
                new RowCipher(KEY, NORTH, "clinical_case", ROW),
                new RowCipher(KEY, NORTH, "patient", new UUID(3, 2)));
    }

    @ParameterizedTest
    @MethodSource("others")
    void opensNothingOfAnotherKeyTenantTableOrRow(RowCipher other) {
        var sealed = cipher.seal("mrn", "M-1");
        assertThatIllegalStateException().isThrownBy(() -> other.open("mrn", sealed));
    }

    @Test
    void opensNothingOfAnotherColumn() {
        var sealed = cipher.seal("mrn", "M-1");
        assertThatIllegalStateException().isThrownBy(() -> cipher.open("phone", sealed));
    }
}
