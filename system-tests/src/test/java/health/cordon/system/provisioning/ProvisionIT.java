package health.cordon.system.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import health.cordon.system.platform.Answer;
import health.cordon.system.platform.Client;
import health.cordon.system.platform.Database;
import health.cordon.system.platform.OnPlatform;
import health.cordon.system.platform.Organisation;
import health.cordon.system.platform.Platform;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * One request makes an organisation with all that is its own, goes on where it stopped, or says why
 * not.
 */
@OnPlatform
class ProvisionIT {
    private static final String EMAIL = "ops@example.com";

    private final Platform platform;
    private final Client admin;
    private final Database database;
    private final String slug = Organisation.unique("acme-");
    private final List<String> servers = new ArrayList<>();

    ProvisionIT(Platform platform) {
        this.platform = platform;
        admin = platform.platformAdmin();
        database = platform.platformDatabase();
    }

    @BeforeEach
    void aServer() {
        server("127.0.0.1", 200);
    }

    private String server(String host, int capacity) {
        var name = Organisation.unique("db-");
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
                                "url",
                                platform.sandbox().provisionerUrl().replace("127.0.0.1", host)));
        assertThat(added.status()).as("%s", added).isEqualTo(201);
        servers.add(name);
        return name;
    }

    /** The databases stay where they are; others' tests find no server. */
    @AfterEach
    void forgetServers() {
        for (var name : servers) {
            database.execute(
                    "UPDATE db_server SET state = 'draining', host = CONCAT(name, '.invalid')"
                            + " WHERE name = '%s'".formatted(name));
        }
    }

    private Map<String, Object> wanted(String withSlug, String... dedicated) {
        var all =
                new HashMap<String, Object>(
                        Map.of(
                                "slug",
                                withSlug,
                                "name",
                                "Acme " + withSlug,
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

    private Answer provision(Map<String, ?> request) {
        return admin.post("organisations", request);
    }

    private Client clinician() {
        return platform.api(platform.sandbox().token("org:%s role:clinician".formatted(slug)));
    }

    private void assertServes() {
        var added = clinician().post("patients", Organisation.patient("MRN-1", "Acme"));
        assertThat(added.status()).as("%s", added).isEqualTo(201);
        assertThat(clinician().get("patients/" + added.id()).status()).isEqualTo(200);
    }

    @Test
    void makesOneThatSharesEverything() {
        var made = provision(wanted(slug));

        assertThat(made.status()).as("%s", made).isEqualTo(201);
        assertThat(made.header("location")).endsWith("/organisations/" + made.id());
        assertThat(made.text("status")).isEqualTo("active");
        assertThat(made.json().at("/provisioning/state").asText()).isEqualTo("done");
        assertThat(made.json().at("/provisioning/steps").findValuesAsText("name"))
                .containsExactly("organisation", "verification");
        assertThat(made.json().at("/provisioning/notDone").toString())
                .contains("cordon import --org " + slug);
        assertServes();
        assertThat(
                        database.column(
                                "SELECT record FROM audit_record WHERE verb = 'TENANT_PROVISIONED'"
                                        + " AND tenant_id = '%s'".formatted(made.id())))
                .containsExactly(slug + ", requested by " + EMAIL);
    }

    @Test
    void givesADatabaseOfItsOwnForGood() {
        var made = provision(wanted(slug, "db"));

        assertThat(made.status()).as("%s", made).isEqualTo(201);
        System.out.println("provision  " + made.json().path("provisioning"));
        var ref = made.text("clinicalDbConnectionRef");
        assertThat(ref).startsWith("p-");
        assertServes();
        var own = "cordon_" + ref.replace('-', '_');
        var inIt =
                "SELECT COUNT(*) FROM %s.patient WHERE tenant_id = '%s'".formatted(own, made.id());
        assertThat(platform.sharedDatabase().value(inIt)).isEqualTo("1");
        assertThat(
                        platform.sharedDatabase()
                                .count("patient", "tenant_id = '%s'".formatted(made.id())))
                .isZero();
        assertThat(
                        platform.sharedDatabase()
                                .value(
                                        "SELECT CONCAT(epoch, state) FROM %s.placement"
                                                .formatted(own)))
                .isEqualTo("1home");
        var path = "organisations/" + made.id();
        var back = admin.put(path, admin.get(path).etag(), Map.of("name", "Acme"));
        assertThat(back.text("type")).isEqualTo("urn:cordon:problem:managed-home");
        assertThat(made.text() + admin.get(path + "/provisioning").text())
                .doesNotContain("mysql:", "sealed");
    }

    @Test
    void givesAllThreeAndIsRepeatedWithoutEffect() {
        var made = provision(wanted(slug, "db", "bucket", "key"));
        assertThat(made.status()).as("%s", made).isEqualTo(201);
        assertThat(made.text("clinicalKmsKeyArn")).startsWith("arn:aws:kms:");
        assertThat(made.text("clinicalStorageBucket")).startsWith("cordon-" + slug);
        assertServes();
        var verified =
                admin.send("POST", "organisations/%s/verification".formatted(slug), new byte[0]);
        assertThat(verified.json().path("passed").asBoolean()).as("%s", verified).isTrue();

        var again = provision(wanted(slug, "db", "bucket", "key"));
        assertThat(again.status()).as("%s", again).isEqualTo(200);
        assertThat(again.etag()).isEqualTo(made.etag());
        assertThat(again.json().path("provisioning").path("continued").asBoolean()).isTrue();
        assertThat(provision(wanted(slug, "db")).status()).isEqualTo(409);
        assertThat(database.count("server_database", "organisation_id = '%s'".formatted(made.id())))
                .isOne();
    }

    @Test
    void goesOnWhereItStopped() {
        try (var keys = platform.keys()) {
            keys.deny("CreateKey", "*");
            Answer stopped;
            try {
                stopped = provision(wanted(slug, "db", "key"));
            } finally {
                keys.allow("CreateKey", "*");
            }
            assertThat(stopped.status()).as("%s", stopped).isEqualTo(503);
        }
        var far = admin.get("organisations/%s/provisioning".formatted(slug)).json();
        assertThat(far.path("state").asText()).isEqualTo("running");
        assertThat(far.path("steps").toString()).contains("\"name\":\"key\",\"state\":\"failed\"");
        assertThat(admin.get("organisations/" + slug).status()).isEqualTo(404);
        var ref =
                database.value(
                        "SELECT ref FROM server_database WHERE organisation_id = '%s'"
                                .formatted(far.path("id").asText()));
        platform.sharedDatabase().execute("DROP DATABASE cordon_" + ref.replace('-', '_'));

        var made = provision(wanted(slug, "db", "key"));
        assertThat(made.status()).as("%s", made).isEqualTo(200);
        assertThat(made.id()).isEqualTo(far.path("id").asText());
        assertThat(made.text("clinicalDbConnectionRef")).isEqualTo(ref);
        assertServes();
    }

    @Test
    void findsNoServerWhereAllAreFullOrDrain() {
        admin.send("PUT", "servers/%s/draining".formatted(servers.get(0)), new byte[0]);
        var refused = provision(wanted(slug, "db"));
        assertThat(refused.status()).as("%s", refused).isEqualTo(409);
        assertThat(refused.text("type")).isEqualTo("urn:cordon:problem:no-server");
        assertThat(refused.json().at("/servers/draining").asInt()).isPositive();
        assertThat(admin.get("organisations/" + slug).status()).isEqualTo(404);

        server("localhost", 10);
        assertThat(provision(wanted(slug, "db")).status()).isEqualTo(200);
    }

    @Test
    void neverOverbooks() throws Exception {
        admin.send("PUT", "servers/%s/draining".formatted(servers.get(0)), new byte[0]);
        var small = server("localhost", 2);
        var threads = Executors.newFixedThreadPool(6);
        try {
            var calls = new ArrayList<Callable<Integer>>();
            for (int i = 0; i < 6; i++) {
                var request = wanted(Organisation.unique("many-"), "db");
                calls.add(() -> provision(request).status());
            }
            var statuses = new ArrayList<Integer>();
            for (var done : threads.invokeAll(calls)) {
                statuses.add(done.get());
            }
            assertThat(statuses).containsOnly(201, 409);
            assertThat(statuses.stream().filter(status -> status == 201)).hasSize(2);
        } finally {
            threads.shutdownNow();
        }
        assertThat(admin.get("servers/" + small).json().path("tenants").asInt()).isEqualTo(2);
    }

    @Test
    void goesToTheEmptiestServer() {
        var other = server("localhost", 1_000);
        for (int i = 0; i < 2; i++) {
            assertThat(provision(wanted(Organisation.unique("even-"), "db")).status())
                    .isEqualTo(201);
        }
        assertThat(admin.get("servers/" + other).json().path("tenants").asInt()).isPositive();
    }

    @ParameterizedTest
    @CsvSource({
        "slug, admin",
        "slug, No",
        "region, mars",
        "vertical, dental",
        "tier, gold",
        "requestedBy, nobody",
        "requestedBy, a b@example.com"
    })
    void refusesWhatIsNotConfiguredOrNoForm(String field, String value) {
        var request = wanted(slug, "db");
        request.put(field, value);
        var refused = provision(request);
        assertThat(refused.status()).as("%s", refused).isEqualTo(400);
        assertThat(refused.text()).contains("\"" + field + "\"");
        assertThat(database.count("provisioning", "slug = '%s'".formatted(slug))).isZero();
    }

    @Test
    void refusesASlugThatIsTaken() {
        var known = platform.organisation();
        var refused = provision(wanted(known.slug(), "db"));
        assertThat(refused.status()).as("%s", refused).isEqualTo(409);
        assertThat(refused.text()).contains("\"slug\"");
        assertThat(database.count("provisioning", "slug = '%s'".formatted(known.slug()))).isZero();
        assertThat(provision(withoutName()).status()).isEqualTo(400);
    }

    /** Somebody must stand for what is made. */
    private Map<String, Object> withoutName() {
        var request = wanted(slug, "db");
        request.remove("requestedBy");
        return request;
    }
}
