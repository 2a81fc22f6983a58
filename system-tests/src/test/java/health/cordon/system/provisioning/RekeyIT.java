package health.cordon.system.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import health.cordon.system.platform.Database;
import health.cordon.system.platform.OnPlatform;
import health.cordon.system.platform.Organisation;
import health.cordon.system.platform.Platform;
import health.cordon.tenancy.connection.ConnectionPurpose;
import health.cordon.tenancy.connection.ConnectionRole;
import health.cordon.tenancy.connection.Seals;
import health.cordon.tenancy.database.Connections;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Every kept connection is sealed with the newest key, or named. */
@OnPlatform
class RekeyIT {
    private final Platform platform;
    private final Database database;

    RekeyIT(Platform platform) {
        this.platform = platform;
        database = platform.platformDatabase();
    }

    /** What an exchange of passwords needs to go on is sealed anew, too. */
    @Test
    void sealsAllWithTheNewestAndNamesWhatDoesNotOpen() {
        var own = Provisioned.make(platform);
        assertThat(own.rotate().text("state")).isEqualTo("waiting");
        var runtime = own.runtime();
        sealWithTheOldKey(own);
        var strange = Organisation.unique("strange-");
        var foreign =
                Seals.with("k9", Platform.OLD_CONNECTION_KEY)
                        .seal(own.purpose(ConnectionRole.RUNTIME), "mysql://u:p@h/d");
        inStock(strange, own.server(), foreign);
        try {
            assertThat(ids(own)).containsExactly("old", "old", "old", "old", "old");
            assertThat(count(status(), "old")).isEqualTo(5);

            var done = rekey();

            System.out.println("rekey      " + done);
            assertThat(ids(own)).containsExactly("new", "new", "new", "new", "new");
            assertThat(own.runtime()).isEqualTo(runtime);
            assertThat(own.clinician().get("patients").status()).isEqualTo(200);
            assertThat(done.path("resealed").asInt()).isEqualTo(5);
            assertThat(count(done.path("before"), "old")).isEqualTo(5);
            assertThat(count(done.path("after"), "old")).isZero();
            assertThat(count(done.path("after"), "k9")).isEqualTo(2);
            assertThat(done.path("unopened").toString()).contains("\"" + strange + "\"");
            assertThat(done.path("removable").toString()).isEqualTo("[\"old\"]");
            assertThat(
                            database.count(
                                    "server_database",
                                    "ref = '%s' AND sealed_runtime = '%s'"
                                            .formatted(strange, foreign)))
                    .isOne();
            assertThat(done.toString() + status()).doesNotContain(foreign, "mysql:");

            var records = "verb = 'connections.rekey'";
            long before = database.count("audit_record", records);
            assertThat(rekey().path("resealed").asInt()).isZero();
            assertThat(database.count("audit_record", records)).isEqualTo(before).isPositive();
        } finally {
            database.execute("DELETE FROM server_database WHERE ref = '%s'".formatted(strange));
        }
        database.execute(
                "UPDATE credential_rotation SET switched_at = UTC_TIMESTAMP(3) - INTERVAL 1 HOUR"
                        + " WHERE ref = '%s'".formatted(own.ref()));
        assertThat(own.rotate().text("state")).as("it goes on").isEqualTo("done");
    }

    /** Such as the passwords of an exchange that switches over while this is at it. */
    @Test
    void undoesNothingThatWasSealedMeanwhile() throws Exception {
        var own = Provisioned.make(platform);
        var text = own.text(ConnectionRole.RUNTIME, own.sealed("sealed_runtime"));
        put(
                "server_database",
                "ref",
                own.ref(),
                "sealed_runtime",
                Seals.with("old", Platform.OLD_CONNECTION_KEY)
                        .seal(own.purpose(ConnectionRole.RUNTIME), text));
        var newer =
                Seals.with("new", Platform.NEW_CONNECTION_KEY)
                        .seal(own.purpose(ConnectionRole.RUNTIME), text);
        CompletableFuture<JsonNode> running;
        try (var connection = Connections.dataSource(platform.platformUrl()).getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            var row = "server_database WHERE ref = '%s'".formatted(own.ref());
            statement.execute("SELECT ref FROM %s FOR UPDATE".formatted(row));
            running = CompletableFuture.supplyAsync(this::rekey);
            await().atMost(Duration.ofSeconds(20)).until(this::waitsToReplace);
            statement.execute(
                    "UPDATE server_database SET sealed_runtime = '%s' WHERE ref = '%s'"
                            .formatted(newer, own.ref()));
            connection.commit();
        }
        assertThat(running).succeedsWithin(Duration.ofSeconds(20));
        assertThat(own.sealed("sealed_runtime")).isEqualTo(newer);
    }

    private boolean waitsToReplace() {
        return database.count(
                        "information_schema.processlist",
                        "info LIKE 'UPDATE server_database SET sealed_runtime%'")
                > 0;
    }

    private void sealWithTheOldKey(Provisioned own) {
        var old = Seals.with("old", Platform.OLD_CONNECTION_KEY);
        for (var table : List.of("server_database", "credential_rotation")) {
            for (var role : ConnectionRole.values()) {
                var kept =
                        database.value(
                                "SELECT %s FROM %s WHERE ref = '%s'"
                                        .formatted(column(role), table, own.ref()));
                put(
                        table,
                        "ref",
                        own.ref(),
                        column(role),
                        old.seal(own.purpose(role), own.text(role, kept)));
            }
        }
        put(
                "db_server",
                "name",
                own.server(),
                "sealed",
                old.seal(
                        ConnectionPurpose.ofServer(own.server()),
                        platform.sandbox().provisionerUrl() + "/mysql"));
    }

    private void inStock(String ref, String server, String sealed) {
        database.execute(
                ("INSERT INTO server_database (ref, server, sealed_runtime, sealed_migration,"
                                + " created_at) VALUES ('%s', '%s', '%s', '%s', UTC_TIMESTAMP(3))")
                        .formatted(ref, server, sealed, sealed));
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
        var ids = new ArrayList<String>();
        ids.add(id("sealed", "db_server", "name", own.server()));
        for (var table : List.of("server_database", "credential_rotation")) {
            for (var role : ConnectionRole.values()) {
                ids.add(id(column(role), table, "ref", own.ref()));
            }
        }
        return ids;
    }

    private String id(String column, String table, String key, String name) {
        return database.value(
                "SELECT SUBSTRING_INDEX(%s, '|', 1) FROM %s WHERE %s = '%s'"
                        .formatted(column, table, key, name));
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
