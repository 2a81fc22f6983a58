package health.cordon.system.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import health.cordon.system.platform.Database;
import health.cordon.system.platform.OnPlatform;
import health.cordon.system.platform.Platform;
import health.cordon.tenancy.connection.ConnectionPurpose;
import health.cordon.tenancy.connection.ConnectionRole;
import health.cordon.tenancy.connection.Seals;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every kept connection is sealed with the newest key, or named. */
@OnPlatform
class RekeyIT {
    private static final String KEY_IDS =
            "SELECT SUBSTRING_INDEX(%s, '|', 1) FROM %s WHERE %s = '%s'";

    private final Platform platform;
    private final Database database;

    RekeyIT(Platform platform) {
        this.platform = platform;
        database = platform.platformDatabase();
    }

    @Test
    void sealsAllWithTheNewestAndNamesWhatDoesNotOpen() throws Exception {
        var own = Provisioned.make(platform);
        var strange = Provisioned.make(platform);
        var itsOwn = strange.sealed("sealed_migration");
        try {
            var old = Seals.with("old", Platform.OLD_CONNECTION_KEY);
            var runtime = own.runtime();
            for (var role : ConnectionRole.values()) {
                var column = column(role);
                var text = own.text(role, own.sealed(column));
                put("server_database", "ref", own.ref(), column, old.seal(own.purpose(role), text));
            }
            put(
                    "db_server",
                    "name",
                    own.server(),
                    "sealed",
                    old.seal(
                            ConnectionPurpose.ofServer(own.server()),
                            platform.sandbox().provisionerUrl() + "/mysql"));
            var foreign =
                    Seals.with("k9", Platform.OLD_CONNECTION_KEY)
                            .seal(strange.purpose(ConnectionRole.MIGRATION), "mysql://u:p@h/d");
            put("server_database", "ref", strange.ref(), "sealed_migration", foreign);
            assertThat(ids(own)).containsExactly("old", "old", "old");
            assertThat(count(status(), "old")).isEqualTo(3);

            var done = rekey();

            System.out.println("rekey      " + done);
            assertThat(ids(own)).containsExactly("new", "new", "new");
            assertThat(own.runtime()).isEqualTo(runtime);
            assertThat(own.clinician().get("patients").status()).isEqualTo(200);
            assertThat(done.path("resealed").asInt()).isEqualTo(3);
            assertThat(count(done.path("before"), "old")).isEqualTo(3);
            assertThat(count(done.path("after"), "old")).isZero();
            assertThat(count(done.path("after"), "k9")).isOne();
            assertThat(done.path("unopened").toString()).contains("\"" + strange.ref() + "\"");
            assertThat(done.path("removable").toString()).isEqualTo("[\"old\"]");
            assertThat(strange.sealed("sealed_migration")).isEqualTo(foreign);
            assertThat(done.toString() + status()).doesNotContain(foreign, "mysql:");

            var again = rekey();
            assertThat(again.path("resealed").asInt()).isZero();
            assertThat(database.count("audit_record", "verb = 'connections.rekey'")).isOne();
        } finally {
            put("server_database", "ref", strange.ref(), "sealed_migration", itsOwn);
        }
    }

    /** What an exchange of passwords needs to go on is sealed anew, too. */
    @Test
    void sealsWhatAnExchangeHasLeft() throws Exception {
        var own = Provisioned.make(platform);
        assertThat(own.rotate().text("state")).isEqualTo("waiting");
        var old = Seals.with("old", Platform.OLD_CONNECTION_KEY);
        for (var role : ConnectionRole.values()) {
            var kept =
                    database.value(
                            "SELECT %s FROM credential_rotation WHERE ref = '%s'"
                                    .formatted(column(role), own.ref()));
            put(
                    "credential_rotation",
                    "ref",
                    own.ref(),
                    column(role),
                    old.seal(own.purpose(role), own.text(role, kept)));
        }

        rekey();

        for (var role : ConnectionRole.values()) {
            assertThat(
                            database.value(
                                    KEY_IDS.formatted(
                                            column(role), "credential_rotation", "ref", own.ref())))
                    .isEqualTo("new");
        }
        database.execute(
                "UPDATE credential_rotation SET switched_at = UTC_TIMESTAMP(3) - INTERVAL 1 HOUR"
                        + " WHERE ref = '%s'".formatted(own.ref()));
        assertThat(own.rotate().text("state")).isEqualTo("done");
    }

    private static String column(ConnectionRole role) {
        return role == ConnectionRole.RUNTIME ? "sealed_runtime" : "sealed_migration";
    }

    private void put(String table, String key, String name, String column, String sealed) {
        database.execute(
                "UPDATE %s SET %s = '%s' WHERE %s = '%s'"
                        .formatted(table, column, sealed, key, name));
    }

    private List<String> ids(Provisioned own) {
        return List.of(
                database.value(KEY_IDS.formatted("sealed", "db_server", "name", own.server())),
                database.value(
                        KEY_IDS.formatted("sealed_runtime", "server_database", "ref", own.ref())),
                database.value(
                        KEY_IDS.formatted(
                                "sealed_migration", "server_database", "ref", own.ref())));
    }

    private JsonNode status() {
        var answer = platform.platformAdmin().get("connections");
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        assertThat(answer.text("newest")).isEqualTo("new");
        return answer.json().path("keys");
    }

    private JsonNode rekey() {
        var answer = platform.platformAdmin().send("POST", "connections/rekey", new byte[0]);
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        assertThat(answer.json().path("complete").asBoolean()).isTrue();
        return answer.json();
    }

    private static long count(JsonNode keys, String id) {
        for (var key : keys) {
            if (key.path("key").asText().equals(id)) {
                return key.path("connections").asLong();
            }
        }
        return 0;
    }
}
