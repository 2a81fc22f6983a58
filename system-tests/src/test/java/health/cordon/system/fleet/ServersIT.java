package health.cordon.system.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import health.cordon.system.platform.Answer;
import health.cordon.system.platform.Client;
import health.cordon.system.platform.OnPlatform;
import health.cordon.system.platform.Organisation;
import health.cordon.system.platform.Platform;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Database servers are tried before they are kept, and their URLs are told to nobody. */
@OnPlatform
class ServersIT {
    private final Platform platform;
    private final Client admin;
    private final String name = Organisation.unique("db-");
    private final String url;

    ServersIT(Platform platform) {
        this.platform = platform;
        admin = platform.platformAdmin();
        url = platform.sandbox().provisionerUrl();
    }

    @AfterEach
    void forget() {
        platform.platformDatabase()
                .execute("DELETE FROM db_server WHERE name = '%s'".formatted(name));
    }

    private Answer add(String withName, String withUrl) {
        return admin.post(
                "servers",
                Map.of("name", withName, "region", "sandbox-1", "capacity", 7, "url", withUrl));
    }

    private long kept() {
        return platform.platformDatabase().count("db_server", "name = '%s'".formatted(name));
    }

    private JsonNode listed() {
        for (var server : admin.get("servers?limit=200").json().path("items")) {
            if (server.path("name").asText().equals(name)) {
                return server;
            }
        }
        throw new AssertionError(name + " is not listed");
    }

    @Test
    void areAddedDrainedAndRemoved() {
        var added = add(name, url);
        assertThat(added.status()).as("%s", added).isEqualTo(201);
        assertThat(added.header("location")).endsWith("/servers/" + name);
        var shown = listed();
        assertThat(shown).isEqualTo(added.json()).isEqualTo(admin.get("servers/" + name).json());
        assertThat(shown.path("region").asText()).isEqualTo("sandbox-1");
        assertThat(shown.path("state").asText()).isEqualTo("open");
        assertThat(shown.path("capacity").asInt()).isEqualTo(7);
        assertThat(shown.path("tenants").asInt()).isZero();

        assertThat(admin.send("PUT", draining(), new byte[0]).text("state")).isEqualTo("draining");
        assertThat(listed().path("state").asText()).isEqualTo("draining");
        assertThat(admin.delete(draining()).text("state")).isEqualTo("open");

        assertThat(admin.delete("servers/" + name).status()).isEqualTo(204);
        assertThat(admin.get("servers/" + name).status()).isEqualTo(404);
        assertThat(admin.delete("servers/" + name).status()).isEqualTo(404);
        assertThat(
                        platform.platformDatabase()
                                .column(
                                        "SELECT verb FROM audit_record WHERE record = '%s' ORDER BY seq"
                                                .formatted(name)))
                .containsExactly("server.add", "server.drain", "server.open", "server.remove");
    }

    private String draining() {
        return "servers/" + name + "/draining";
    }

    @Test
    void areNotForgottenWhileADatabaseIsThere() {
        add(name, url);
        platform.platformDatabase()
                .execute(
                        ("INSERT INTO server_database (ref, server, sealed_runtime,"
                                        + " sealed_migration, created_at, ready_at) VALUES ('%1$s',"
                                        + " '%1$s', 'x', 'x', UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))")
                                .formatted(name));
        try {
            assertThat(listed().path("stock").asInt()).isOne();
            assertThat(admin.delete("servers/" + name).status()).isEqualTo(409);
            assertThat(kept()).isOne();
        } finally {
            platform.platformDatabase()
                    .execute("DELETE FROM server_database WHERE ref = '%s'".formatted(name));
        }
    }

    @Test
    void areThereOnce() {
        add(name, url);
        assertThat(add(name, url).status()).isEqualTo(409);
        var another = add(Organisation.unique("db-"), url);
        assertThat(another.status()).as("the same address: %s", another).isEqualTo(409);
    }

    @Test
    void areTriedFirst() {
        var wrongPassword = add(name, url.replaceFirst(":[^:@/]+@", ":wrong@"));
        assertRefused(wrongPassword, "error 1045");
        var noRight =
                add(
                        name,
                        "mysql://cordon_platform:%s@%s"
                                .formatted(
                                        platform.secrets().platformPassword(),
                                        url.substring(url.indexOf('@') + 1)));
        assertRefused(noRight, "may not make databases and accounts");
        assertRefused(add(name, "mysql://somebody:geheim@127.0.0.1:1"), "does not answer");
        assertThat(
                        platform.platformDatabase()
                                .column(
                                        "SELECT schema_name FROM information_schema.schemata"
                                                + " WHERE schema_name LIKE 'cordon\\_p\\_%'"))
                .as("what was tried is gone")
                .isEmpty();
    }

    private void assertRefused(Answer answer, String evidence) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(409);
        assertThat(answer.text("type")).isEqualTo("urn:cordon:problem:preflight-failed");
        assertThat(answer.json().at("/checks/0/evidence").asText()).contains(evidence);
        assertThat(answer.json().at("/checks/0/remedy").asText()).isNotBlank();
        assertThat(answer.text()).doesNotContain("wrong@", "geheim", "somebody");
        assertThat(kept()).isZero();
    }

    @Test
    void areGivenAsUrls() {
        for (var bad :
                List.of(
                        "geheim",
                        "postgres://a:geheim@127.0.0.1:3306",
                        "mysql://127.0.0.1:3306",
                        "mysql://a:geheim@127.0.0.1:3306/x?allowLoadLocalInfile=true",
                        "mysql://a:geheim@db.example.com:3306")) {
            var answer = add(name, bad);
            assertThat(answer.status()).as("%s", answer).isEqualTo(400);
            assertThat(answer.text()).contains("\"url\"").doesNotContain("geheim");
        }
        assertThat(add("Not-A-Name", url).status()).isEqualTo(400);
    }

    @Test
    void keepTheirUrlSealed() {
        add(name, url);
        var password = url.substring(url.indexOf(':', 8) + 1, url.indexOf('@'));
        var row =
                platform.platformDatabase()
                        .column("SELECT * FROM db_server WHERE name = '%s'".formatted(name));
        assertThat(row).hasSize(1).noneMatch(text -> text.contains(password));
        assertThat(admin.get("servers/" + name).text()).doesNotContain(password, "sealed", "mysql");
    }
}
