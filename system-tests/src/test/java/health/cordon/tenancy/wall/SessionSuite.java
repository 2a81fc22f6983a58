package health.cordon.tenancy.wall;

import static health.cordon.system.platform.Organisation.unique;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Somebody who can set variables, but not sign: an error, not an empty answer. */
abstract class SessionSuite extends WallSuite {
    private static final int TRIES = 40;
    private static final int NUMBERS = 10;

    @ParameterizedTest
    @MethodSource("views")
    void refusesATenantThatIsNotSigned(String view) throws SQLException {
        try (var intruder = place.intruder()) {
            for (var mac :
                    List.of("NULL", "''", "'0'", "0", "1", "TRUE", "0e0", "-0.0", "X'00'", "'%'")) {
                intruder.text(setting(THEIRS.tenant(), "770077", mac));
                requireRefused(intruder, view, mac);
            }
        }
    }

    /** A text equals a number that it starts with, and 0 when it starts with a letter. */
    @Test
    void takesNoNumberForASignature() throws SQLException {
        try (var intruder = place.intruder()) {
            for (int i = 0; i < TRIES; i++) {
                var tenant = UUID.randomUUID().toString();
                for (int number = 0; number < NUMBERS; number++) {
                    intruder.text(setting(tenant, "0", Integer.toString(number)));
                    requireRefused(intruder, "tenant_session", "a number");
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("views")
    void refusesASignatureOfAnotherConnection(String view) throws SQLException {
        var key = WallKey.of(place.runtime());
        try (var intruder = place.intruder();
                var other = place.intruder()) {
            var mac = key.sign(other.id(), OURS.tenant(), 0);
            other.text(setting(OURS.tenant(), "0", "'" + mac + "'"));
            assertThat(other.text("SELECT * FROM " + view).rows()).as("where it counts").hasSize(1);
            intruder.text(setting(OURS.tenant(), "0", "'" + mac + "'"));
            requireRefused(intruder, view, "a signature from elsewhere");
        }
    }

    @ParameterizedTest
    @MethodSource("views")
    void refusesASignatureOfAnotherTenantOrEpoch(String view) throws SQLException {
        try (var intruder = place.intruder(OUR_SESSION)) {
            for (var change :
                    List.of(
                            "SET @cordon_tenant = '" + THEIRS.tenant() + "'",
                            "SET @cordon_tenant = UPPER(@cordon_tenant)",
                            "SET @cordon_tenant = CONCAT(@cordon_tenant, ' ')",
                            "SET @cordon_tenant = CONCAT(@cordon_tenant, ':0'), @cordon_epoch = ''",
                            "SET @cordon_tenant = ''",
                            "SET @cordon_epoch = 1",
                            "SET @cordon_epoch = NULL",
                            "SET @cordon_epoch = '00'",
                            "SET @cordon_mac = CONCAT(@cordon_mac, 'x')",
                            "SET @cordon_mac = LEFT(@cordon_mac, 63)")) {
                intruder.serve(OUR_SESSION);
                assertThat(intruder.text(change).isRefused()).as(change).isFalse();
                requireRefused(intruder, view, change);
            }
        }
    }

    @Test
    void refusesTheKeyOfAnotherDatabaseOrAccount() throws SQLException {
        var other = server().create(unique("wall-"));
        var runtime = place.runtime();
        var password = runtime.password();
        try (var intruder = place.intruder()) {
            for (var key :
                    List.of(
                            WallKey.of(other.runtime()),
                            WallKey.of(place.migration()),
                            WallKey.of(place.administrator()),
                            WallKey.of(place.as(runtime.user(), "guessed")),
                            // The same password is of no use elsewhere.
                            WallKey.of(place.as(place.migration().user(), password)),
                            WallKey.of(other.as(runtime.user(), password)))) {
                var mac = key.sign(intruder.id(), THEIRS.tenant(), 0);
                intruder.text(setting(THEIRS.tenant(), "0", "'" + mac + "'"));
                for (var view : views().toList()) {
                    requireRefused(intruder, view, "a signature from elsewhere");
                }
            }
        }
    }

    /** With the words for it, which the product looks for. */
    @Test
    void isToldApartFromOtherRefusals() throws SQLException {
        try (var intruder = place.intruder()) {
            intruder.text(setting(OURS.tenant(), "0", "'x'"));
            var seen = intruder.text("SELECT * FROM t_patient");
            var refusal = Objects.requireNonNull(seen.refusal());
            assertThat(WallRefusal.isUnsigned(refusal)).isTrue();
            assertThat(WallRefusal.isNotHome(refusal)).isFalse();
        }
    }

    private static void requireRefused(Intruder intruder, String view, String what)
            throws SQLException {
        for (var seen : intruder.bothWays("SELECT * FROM " + view)) {
            assertThat(seen.code()).as("%s: %s", what, seen).isEqualTo(WallSql.NOT_SIGNED);
            assertThat(seen.toString()).doesNotContain(THEIRS.tellTales());
        }
    }

    private static String setting(String tenant, String epoch, String mac) {
        return "SET @cordon_tenant = '%s', @cordon_epoch = %s, @cordon_mac = %s"
                .formatted(tenant, epoch, mac);
    }
}
