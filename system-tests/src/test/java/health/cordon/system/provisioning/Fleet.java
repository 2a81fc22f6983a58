package health.cordon.system.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import health.cordon.system.platform.Answer;
import health.cordon.system.platform.Client;
import health.cordon.system.platform.Organisation;
import health.cordon.system.platform.Platform;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Servers of one test, and the organisations that it provisions there. */
final class Fleet {
    static final String EMAIL = "ops@example.com";

    private final Platform platform;
    private final DatabaseHost host;
    private final Client admin;
    private final List<String> servers = new ArrayList<>();

    Fleet(Platform platform, DatabaseHost host) {
        this.platform = platform;
        this.host = host;
        admin = platform.platformAdmin();
    }

    /** The first one is at 127.0.0.1, the second at localhost: one address, one server. */
    String add(int capacity, int stock) {
        var name = Organisation.unique("db-");
        var address = servers.isEmpty() ? "127.0.0.1" : "localhost";
        var added =
                admin.post(
                        "servers",
                        Map.of(
                                "name",
                                name,
                                "region",
                                "sandbox-1",
                                "capacity",
                                capacity,
                                "stockWanted",
                                stock,
                                "url",
                                host.url().replace("127.0.0.1", address)));
        assertThat(added.status()).as("%s", added).isEqualTo(201);
        servers.add(name);
        return name;
    }

    void drain(String server) {
        admin.send("PUT", "servers/%s/draining".formatted(server), new byte[0]);
    }

    int stock(String server) {
        return admin.get("servers/" + server).json().path("stock").asInt();
    }

    /** The databases stay where they are; others' tests find no server. */
    void forget() {
        for (var name : servers) {
            platform.platformDatabase()
                    .execute(
                            "UPDATE db_server SET state = 'draining', stock_wanted = 0 WHERE name = '%s'"
                                    .formatted(name));
        }
        await().atMost(Duration.ofSeconds(60)).until(this::isStockGone);
        for (var name : servers) {
            platform.platformDatabase()
                    .execute(
                            "UPDATE db_server SET host = CONCAT(name, '.invalid') WHERE name = '%s'"
                                    .formatted(name));
        }
    }

    private boolean isStockGone() {
        return servers.stream()
                .allMatch(
                        name ->
                                platform.platformDatabase()
                                                .count(
                                                        "server_database",
                                                        "organisation_id IS NULL AND server = '%s'"
                                                                .formatted(name))
                                        == 0);
    }

    static Map<String, Object> wanted(String slug, String... dedicated) {
        var all =
                new HashMap<String, Object>(
                        Map.of(
                                "slug",
                                slug,
                                "name",
                                "Acme " + slug,
                                "region",
                                "sandbox-1",
                                "vertical",
                                "acute",
                                "tier",
                                "standard",
                                "states",
                                List.of("MA"),
                                "requestedBy",
                                EMAIL));
        if (dedicated.length > 0) {
            all.put("dedicated", List.of(dedicated));
        }
        return all;
    }

    Answer provision(Map<String, ?> request) {
        return admin.post("organisations", request);
    }

    Answer abort(String slug) {
        return admin.send("DELETE", progressPath(slug), new byte[0]);
    }

    Answer progress(String slug) {
        return admin.get(progressPath(slug));
    }

    private static String progressPath(String slug) {
        return "organisations/%s/provisioning".formatted(slug);
    }

    Client clinician(String slug) {
        return platform.api(platform.sandbox().token("org:%s role:clinician".formatted(slug)));
    }

    /** A record goes in and comes out. */
    void assertServes(String slug) {
        var added = clinician(slug).post("patients", Organisation.patient("MRN-1", "Acme"));
        assertThat(added.status()).as("%s", added).isEqualTo(201);
        assertThat(clinician(slug).get("patients/" + added.id()).status()).isEqualTo(200);
    }

    /** What a ref's database is called on its server. */
    static String database(String ref) {
        return "cordon_" + ref.replace('-', '_');
    }
}
