package health.cordon.system.provisioning;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import health.cordon.sandbox.home.PortName;
import health.cordon.system.platform.Answer;
import health.cordon.system.platform.Client;
import health.cordon.system.platform.Database;
import health.cordon.system.platform.OnPlatform;
import health.cordon.system.platform.Organisation;
import health.cordon.system.platform.Platform;
import health.cordon.tenancy.connection.ConnectionPurpose;
import health.cordon.tenancy.connection.ConnectionRole;
import health.cordon.tenancy.connection.Seals;
import health.cordon.tenancy.database.DatabaseUrl;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whatever fails around a connection that the product made and keeps: no password, no URL and no
 * sealed text of it is in an answer, a log, a dump of the server, a metric, a description or a
 * management bean.
 */
@Tag("deep")
@Tag("life")
@OnPlatform
@Tag("deep")
@Tag("life")
class ConnectionSecretsIT {
    private static final String PASSWORD = "Loudpassword4711";

    private final Platform platform;
    private final Client admin;
    private final Database database;
    private final Map<String, String> said = new LinkedHashMap<>();
    private final Map<String, String> secrets = new LinkedHashMap<>();

    ConnectionSecretsIT(Platform platform) {
        this.platform = platform;
        admin = platform.platformAdmin();
        database = platform.platformDatabase();
    }

    @Test
    void areNowhere() throws Exception {
        var own = Provisioned.make(platform);
        remember("first", own);
        secrets.put("provisioner", DatabaseUrl.parse(provisioner() + "/mysql").password());
        secrets.put("provisioner's URL", provisioner());
        secrets.put("password of a bad URL", PASSWORD);
        failAtServers();
        failAtProvisioning();
        failAtRotation(own);
        failAtRekey(own);
        failAtTheDatabase(own);

        readWhatAnyoneMayRead();
        readLogs();
        readBeans();

        System.out.printf(
                "secrets    %d texts, %d characters, %d secrets%n",
                said.size(), said.values().stream().mapToInt(String::length).sum(), secrets.size());
        assertThat(said).hasSizeGreaterThan(500);
        assertThat(leaks()).isEmpty();
        assertTheSearchFinds();
    }

    /** Else an empty search would look like a clean one. */
    private void assertTheSearchFinds() throws Exception {
        var planted = logs().resolve("planted.log");
        try {
            Files.writeString(planted, "before " + secrets.values() + " after", ISO_8859_1);
            readLogs();
            assertThat(leaks())
                    .containsExactlyElementsOf(
                            secrets.keySet().stream()
                                    .map(what -> what + " in " + planted)
                                    .toList());
        } finally {
            Files.delete(planted);
        }
    }

    private List<String> leaks() {
        var leaks = new ArrayList<String>();
        said.forEach(
                (where, text) ->
                        secrets.forEach(
                                (what, secret) -> {
                                    if (text.contains(secret)) {
                                        leaks.add(what + " in " + where);
                                    }
                                }));
        return leaks;
    }

    private void remember(String when, Provisioned own) {
        for (var role : ConnectionRole.values()) {
            var column = role == ConnectionRole.RUNTIME ? "sealed_runtime" : "sealed_migration";
            var sealed = own.sealed(column);
            remember(when + " " + role, own.text(role, sealed), sealed);
        }
        own.dba()
                .column(
                        "SELECT CONCAT(HEX(inner_pad), ' ', HEX(outer_pad)) FROM %s.wall_key"
                                .formatted(own.database()))
                .forEach(
                        pads -> {
                            secrets.put(when + " inner pad", pads.split(" ")[0].substring(0, 40));
                            secrets.put(when + " outer pad", pads.split(" ")[1].substring(0, 40));
                        });
    }

    private void remember(String what, String url, String sealed) {
        secrets.put(what + " URL", url.substring(0, url.indexOf('?')));
        secrets.put(what + " password", DatabaseUrl.parse(url).password());
        secrets.put(what + " sealed", sealed.substring(sealed.indexOf('|') + 1));
    }

    private void failAtServers() {
        var address = "127.0.0.1:" + platform.sandbox().port(PortName.DB);
        var names = List.of("password", "port", "property", "form", "right", "loopback");
        var urls =
                List.of(
                        "mysql://cordon_provisioner:" + PASSWORD + "@" + address,
                        "mysql://cordon_provisioner:" + PASSWORD + "@127.0.0.1:1",
                        "mysql://u:" + PASSWORD + "@" + address + "?allowLoadLocalInfile=true",
                        "mysql:/" + PASSWORD,
                        platformText(),
                        "mysql://u:" + PASSWORD + "@db.example.com");
        for (int i = 0; i < urls.size(); i++) {
            refused(
                    "server " + names.get(i),
                    admin.post(
                            "servers",
                            Map.of(
                                    "name",
                                    Organisation.unique("bad-"),
                                    "region",
                                    "sandbox-1",
                                    "capacity",
                                    1,
                                    "url",
                                    urls.get(i))));
        }
    }

    /** An account that may make nothing. */
    private String platformText() {
        secrets.put("platform password", platform.secrets().platformPassword());
        return "mysql://cordon_platform:%s@127.0.0.1:%d"
                .formatted(
                        platform.secrets().platformPassword(),
                        platform.sandbox().port(PortName.DB));
    }

    private void failAtProvisioning() {
        var server = Provisioned.addServer(platform);
        try {
            var good = sealedServer(server);
            secrets.put("sealed server", good.substring(good.indexOf('|') + 1));
            for (var bad : List.of("garbage", "new|AAAA", withPassword(server, PASSWORD))) {
                seal(server, bad);
                refused(
                        "provisioning " + bad.length(),
                        Provisioned.provision(platform, Organisation.unique("bad-")));
            }
            seal(server, good);
        } finally {
            Provisioned.forgetServer(platform, server);
        }
    }

    private String sealedServer(String server) {
        return database.value("SELECT sealed FROM db_server WHERE name = '%s'".formatted(server));
    }

    private void seal(String server, String sealed) {
        database.execute(
                "UPDATE db_server SET sealed = '%s' WHERE name = '%s'".formatted(sealed, server));
    }

    private String withPassword(String server, String password) {
        return Seals.with(Platform.connectionKeys())
                .seal(
                        ConnectionPurpose.ofServer(server),
                        "mysql://cordon_provisioner:%s@127.0.0.1:%d/mysql"
                                .formatted(password, platform.sandbox().port(PortName.DB)));
    }

    private void failAtRotation(Provisioned own) {
        var good = sealedServer(own.server());
        for (var bad : List.of("garbage", withPassword(own.server(), PASSWORD))) {
            seal(own.server(), bad);
            refused("rotation " + bad.length(), own.rotate());
        }
        seal(own.server(), good);
        keep("rotation", own.rotate());
        remember("second", own);
        database.execute(
                "UPDATE credential_rotation SET switched_at = UTC_TIMESTAMP(3) - INTERVAL 1 HOUR"
                        + " WHERE ref = '%s'".formatted(own.ref()));
        seal(own.server(), withPassword(own.server(), PASSWORD));
        refused("end of rotation", own.rotate());
        seal(own.server(), good);
        keep("end of rotation", own.rotate());
        assertThat(own.rotate().text("state")).isEqualTo("waiting");
        remember("third", own);
    }

    private void failAtRekey(Provisioned own) {
        var good = sealedServer(own.server());
        var foreign =
                Seals.with("k9", Platform.OLD_CONNECTION_KEY)
                        .seal(ConnectionPurpose.ofServer(own.server()), provisioner());
        for (var bad : List.of("garbage", "old|AAAA", foreign)) {
            seal(own.server(), bad);
            var answer = admin.send("POST", "connections/rekey", new byte[0]);
            assertThat(answer.text()).contains("server " + own.server());
            keep("rekey " + bad.length(), answer);
            keep("connections " + bad.length(), admin.get("connections"));
        }
        secrets.put("foreign seal", foreign.substring(foreign.indexOf('|') + 1));
        seal(own.server(), good);
    }

    /** Its password is changed behind our back, its place is wrong, it is gone. */
    private void failAtTheDatabase(Provisioned own) {
        assertThat(own.clinician().get("patients").status()).isEqualTo(200);
        var now = own.runtime();
        own.dba()
                .execute(
                        "ALTER USER '%s'@'%%' IDENTIFIED BY '%s'"
                                .formatted(now.user(), PASSWORD + "-other"));
        endSessions(own);
        unserved("password", own);
        own.dba()
                .execute(
                        "ALTER USER '%s'@'%%' IDENTIFIED BY '%s'"
                                .formatted(now.user(), now.password()));
        served(own);

        var sealed = own.sealed("sealed_runtime");
        for (var bad :
                List.of(
                        "garbage",
                        own.sealed("sealed_migration"),
                        resealed(own, "mysql://%s:%s@127.0.0.1:1/%s"))) {
            put(own, bad);
            unserved("sealed " + bad.length(), own);
            keep("rotation of sealed " + bad.length(), own.rotate());
            // Else the next one would look unserved before any node has seen it.
            put(own, sealed);
            served(own);
        }

        own.dba().execute("DROP DATABASE " + own.database());
        refused("no database", own.clinician().get("patients"));
        refused("write without database", add(own));
        refused("rotation without database", own.rotate());
    }

    private static Answer add(Provisioned own) {
        return own.clinician().post("patients", Organisation.patient("MRN-1", "Loud"));
    }

    private String resealed(Provisioned own, String form) {
        var now = own.runtime();
        return Seals.with(Platform.connectionKeys())
                .seal(
                        own.purpose(ConnectionRole.RUNTIME),
                        form.formatted(now.user(), now.password(), now.database()));
    }

    private void put(Provisioned own, String sealed) {
        database.execute(
                "UPDATE server_database SET sealed_runtime = '%s' WHERE ref = '%s'"
                        .formatted(sealed, own.ref()));
        // Nodes look within two seconds.
        database.execute("UPDATE registry_version SET version = version + 1");
    }

    private static void endSessions(Provisioned own) {
        own.dba()
                .column(
                        "SELECT id FROM information_schema.processlist WHERE db = '%s'"
                                .formatted(own.database()))
                .forEach(id -> own.dba().execute("KILL " + id));
    }

    private void unserved(String what, Provisioned own) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> own.clinician().get("patients").status() == 503);
        refused(what, own.clinician().get("patients"));
        refused("write, " + what, add(own));
    }

    private static void served(Provisioned own) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> own.clinician().get("patients").status() == 200);
    }

    private String provisioner() {
        return platform.sandbox().provisionerUrl();
    }

    private void readWhatAnyoneMayRead() throws Exception {
        for (var path : List.of("/health", "/health/ready", "/openapi", "/metrics", "/")) {
            said.put("GET " + path, read(platform.sandbox().url(PortName.ADMIN, path)));
        }
        said.put("metrics", platform.sandbox().metrics());
        for (var path : List.of("servers", "connections", "organisations?limit=200")) {
            said.put("GET " + path, admin.get(path).text());
        }
    }

    private static String read(URI address) throws Exception {
        var request = HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(30)).build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }

    private void readLogs() throws IOException {
        try (var files = Files.walk(logs())) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                said.put(file.toString(), Files.readString(file, ISO_8859_1));
            }
        }
    }

    private void readBeans() throws Exception {
        var beans = Beans.of(platform.sandbox().pid("server").orElseThrow());
        assertThat(beans).anyMatch(bean -> bean.contains("java.lang:type=Runtime"));
        for (int i = 0; i < beans.size(); i++) {
            said.put("bean " + i, beans.get(i));
        }
    }

    private void refused(String what, Answer answer) {
        assertThat(answer.status()).as("%s: %s", what, answer).isGreaterThanOrEqualTo(400);
        keep(what, answer);
    }

    private void keep(String what, Answer answer) {
        said.put("answer " + what, answer + " " + answer.headers());
    }

    private Path logs() {
        return platform.sandbox().home().logs();
    }
}
