package health.cordon.tenancy.keys;

import static org.assertj.core.api.Assertions.assertThat;

import health.cordon.tenancy.organisation.OrganisationId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DekRowsTest {
    private static final OrganisationId ORGANISATION = new OrganisationId(UUID.randomUUID());
    private static final byte[] PRINT = new byte[32];
    private static final WrappedDek OLD = new WrappedDek.Legacy(new byte[60]);
    private static final WrappedDek OTHER = new WrappedDek.Local("k1", new byte[60]);

    private static Rewrapped rewrapped(WrappedDek from) {
        var address = new DekAddress(ORGANISATION, Dek.Purpose.PATIENT, UUID.randomUUID());
        return new Rewrapped(
                new Dek(address, from, PRINT), new WrappedDek.Local("k2", new byte[60]), PRINT);
    }

    @Test
    void storesRowsTogetherThatDifferInTheirOldForms() {
        var all = List.of(rewrapped(OLD), rewrapped(OTHER));

        assertThat(DekRows.alike(all)).isEqualTo(all);
    }

    /** Each would get the new form of the first, which opens nothing elsewhere. */
    @Test
    void storesACopyByItself() {
        var first = rewrapped(OLD);

        assertThat(DekRows.alike(List.of(first, rewrapped(OLD)))).containsExactly(first);
    }

    @Test
    void storesARowByItselfThatGetsAFingerprint() {
        var without = rewrapped(OLD);
        without.dek().fingerprint = null;

        assertThat(DekRows.alike(List.of(without))).isEmpty();
    }
}
