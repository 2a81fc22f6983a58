package health.cordon.system.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import health.cordon.system.platform.Answer;
import health.cordon.system.platform.Client;
import health.cordon.system.platform.Database;
import health.cordon.system.platform.OnPlatform;
import health.cordon.system.platform.Organisation;
import health.cordon.system.platform.Platform;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * One request makes an organisation with all that is its own, goes on where it stopped, or says why
 * not.
 */
@OnPlatform
abstract class ProvisioningSuite {
    protected final Platform platform;
    protected final DatabaseHost host;
    protected final Fleet fleet;
    protected final Client admin;
    protected final Database database;
    protected final String slug = Organisation.unique("acme-");
    protected String server = "";

    ProvisioningSuite(Platform platform, DatabaseHost host) {
        this.platform = platform;
        this.host = host;
        fleet = new Fleet(platform, host);
        admin = platform.platformAdmin();
        database = platform.platformDatabase();
    }

    @BeforeEach
    void aServer() {
        server = fleet.add(200, 0);
    }

    @AfterEach
    void forgetServers() {
        fleet.forget();
    }

    @Test
    void makesOneThatSharesEverything() {
        var made = fleet.provision(Fleet.wanted(slug));

        assertThat(made.status()).as("%s", made).isEqualTo(201);
        assertThat(made.header("location")).endsWith("/organisations/" + made.id());
        assertThat(made.text("status")).isEqualTo("active");
        assertThat(made.json().at("/provisioning/state").asText()).isEqualTo("done");
        assertThat(made.json().at("/provisioning/steps").findValuesAsText("name"))
                .containsExactly("organisation", "verification");
        assertThat(made.json().at("/provisioning/notDone").toString())
                .contains("cordon import --org " + slug);
        fleet.assertServes(slug);
        assertThat(
                        database.column(
                                "SELECT record FROM audit_record WHERE verb = 'TENANT_PROVISIONED'"
                                        + " AND tenant_id = '%s'".formatted(made.id())))
                .containsExactly(slug + ", requested by " + Fleet.EMAIL);
    }

    @Test
    void givesADatabaseOfItsOwnForGood() {
        var made = fleet.provision(Fleet.wanted(slug, "db"));

        assertThat(made.status()).as("%s", made).isEqualTo(201);
        var ref = made.text("clinicalDbConnectionRef");
        assertThat(ref).startsWith("p-");
        fleet.assertServes(slug);
        var own = Fleet.database(ref);
        var inIt =
                "SELECT COUNT(*) FROM %s.patient WHERE tenant_id = '%s'".formatted(own, made.id());
        assertThat(host.value(inIt)).isEqualTo("1");
        assertThat(
                        platform.sharedDatabase()
                                .count("patient", "tenant_id = '%s'".formatted(made.id())))
                .isZero();
        assertThat(host.value("SELECT CONCAT(epoch, state) FROM %s.placement".formatted(own)))
                .isEqualTo("1home");
        var path = "organisations/" + made.id();
        var back = admin.put(path, admin.get(path).etag(), Map.of("name", "Acme"));
        assertThat(back.text("type")).isEqualTo("urn:cordon:problem:managed-home");
        assertThat(made.text() + admin.get(path + "/provisioning").text())
                .doesNotContain("mysql:", "sealed");
    }

    @Test
    void givesAllThreeAndIsRepeatedWithoutEffect() {
        var made = fleet.provision(Fleet.wanted(slug, "db", "bucket", "key"));
        assertThat(made.status()).as("%s", made).isEqualTo(201);
        assertThat(made.text("clinicalKmsKeyArn")).startsWith("arn:aws:kms:");
        assertThat(made.text("clinicalStorageBucket")).startsWith("cordon-" + slug);
        fleet.assertServes(slug);
        var verified =
                admin.send("POST", "organisations/%s/verification".formatted(slug), new byte[0]);
        assertThat(verified.json().path("passed").asBoolean()).as("%s", verified).isTrue();

        var again = fleet.provision(Fleet.wanted(slug, "db", "bucket", "key"));
        assertThat(again.status()).as("%s", again).isEqualTo(200);
        assertThat(again.etag()).isEqualTo(made.etag());
        assertThat(again.json().path("provisioning").path("continued").asBoolean()).isTrue();
        assertThat(fleet.provision(Fleet.wanted(slug, "db")).status()).isEqualTo(409);
        assertThat(database.count("server_database", "organisation_id = '%s'".formatted(made.id())))
                .isOne();
    }

    @Test
    void goesOnWhereItStopped() {
        try (var keys = platform.keys()) {
            keys.deny("CreateKey", "*");
            Answer stopped;
            try {
                stopped = fleet.provision(Fleet.wanted(slug, "db", "key"));
            } finally {
                keys.allow("CreateKey", "*");
            }
            assertThat(stopped.status()).as("%s", stopped).isEqualTo(503);
        }
        var far = admin.get("organisations/%s/provisioning".formatted(slug)).json();
        assertThat(far.path("state").asText()).isEqualTo("running");
        assertThat(far.path("steps").toString()).contains("\"name\":\"key\",\"state\":\"failed\"");
        assertThat(admin.get("organisations/" + slug).text("status")).isEqualTo("provisioning");
        assertThat(fleet.clinician(slug).get("patients").status()).isIn(401, 403);
        var ref =
                database.value(
                        "SELECT ref FROM server_database WHERE organisation_id = '%s'"
                                .formatted(far.path("id").asText()));
        host.execute("DROP DATABASE cordon_" + ref.replace('-', '_'));

        var made = fleet.provision(Fleet.wanted(slug, "db", "key"));
        assertThat(made.status()).as("%s", made).isEqualTo(200);
        assertThat(made.id()).isEqualTo(far.path("id").asText());
        assertThat(made.text("clinicalDbConnectionRef")).isEqualTo(ref);
        fleet.assertServes(slug);
    }

    @Test
    void findsNoServerWhereAllAreFullOrDrain() {
        fleet.drain(server);
        var refused = fleet.provision(Fleet.wanted(slug, "db"));
        assertThat(refused.status()).as("%s", refused).isEqualTo(409);
        assertThat(refused.text("type")).isEqualTo("urn:cordon:problem:no-server");
        assertThat(refused.json().at("/servers/draining").asInt()).isPositive();
        assertThat(admin.get("organisations/" + slug).status()).isEqualTo(404);

        assertThat(fleet.progress(slug).status()).isEqualTo(404);

        fleet.add(10, 0);
        assertThat(fleet.provision(Fleet.wanted(slug, "db")).status()).isEqualTo(201);
    }

    @Test
    void neverOverbooks() throws Exception {
        fleet.drain(server);
        var small = fleet.add(2, 0);
        // So that whoever has counted is overtaken by others, unless they wait.
        database.execute(
                "CREATE OR REPLACE TRIGGER slow_place BEFORE INSERT ON server_database FOR EACH ROW"
                        + " IF NEW.server = '%s' THEN DO SLEEP(0.5); END IF".formatted(small));
        var threads = Executors.newFixedThreadPool(32);
        try {
            var calls = new ArrayList<Callable<Integer>>();
            for (int i = 0; i < 32; i++) {
                var request = Fleet.wanted(Organisation.unique("many-"), "db");
                calls.add(() -> statusWhenThereWasRoom(request));
            }
            var statuses = new ArrayList<Integer>();
            for (var done : threads.invokeAll(calls)) {
                statuses.add(done.get());
            }
            assertThat(statuses).containsOnly(201, 409);
            assertThat(statuses.stream().filter(status -> status == 201)).hasSize(2);
        } finally {
            threads.shutdownNow();
            database.execute("DROP TRIGGER slow_place");
        }
        assertThat(admin.get("servers/" + small).json().path("tenants").asInt()).isEqualTo(2);
    }

    /** More than a few who wait are sent away. */
    private int statusWhenThereWasRoom(Map<String, Object> request) {
        var status = new AtomicInteger();
        await().atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(200))
                .until(
                        () -> {
                            status.set(fleet.provision(request).status());
                            return status.get() != 503;
                        });
        if (status.get() == 409) {
            var refused = String.valueOf(request.get("slug"));
            assertThat(fleet.progress(refused).status()).as("nothing is begun").isEqualTo(404);
            assertThat(admin.get("organisations/" + refused).status()).isEqualTo(404);
        }
        return status.get();
    }

    @Test
    void goesToTheEmptiestServer() {
        var other = fleet.add(1_000, 0);
        for (int i = 0; i < 2; i++) {
            assertThat(fleet.provision(Fleet.wanted(Organisation.unique("even-"), "db")).status())
                    .isEqualTo(201);
        }
        assertThat(admin.get("servers/" + other).json().path("tenants").asInt()).isPositive();
    }

    @Test
    void plansAndMakesNothing() {
        var wanted = Fleet.wanted(slug, "db", "bucket", "key");
        var planned = admin.post("provisioning-plan", wanted);

        assertThat(planned.status()).as("%s", planned).isEqualTo(200);
        assertThat(planned.text("state")).isEqualTo("planned");
        assertThat(planned.json().path("steps").findValuesAsText("name"))
                .containsExactly(
                        "organisation",
                        "place",
                        "database",
                        "schema",
                        "key",
                        "bucket",
                        "isolation",
                        "verification");
        assertThat(planned.json().path("steps").toString()).contains("on " + server);
        assertThat(fleet.progress(slug).status()).isEqualTo(404);
        assertThat(admin.get("organisations/" + slug).status()).isEqualTo(404);
        assertThat(admin.get("servers/" + server).json().path("tenants").asInt()).isZero();

        assertThat(fleet.provision(wanted).status()).isEqualTo(201);
        var again = admin.post("provisioning-plan", wanted);
        assertThat(again.text("state")).as("%s", again).isEqualTo("done");
    }

    @Test
    void takesBackWhatWasMade() {
        String arn;
        try (var keys = platform.keys()) {
            // The look at the key needs it; nearly all is there by then.
            keys.deny("GenerateDataKey", "*");
            try {
                var stopped = fleet.provision(Fleet.wanted(slug, "db", "bucket", "key"));
                assertThat(stopped.status()).as("%s", stopped).isGreaterThanOrEqualTo(400);
            } finally {
                keys.allow("GenerateDataKey", "*");
            }
            arn =
                    keys.kms()
                            .describeKey(of -> of.keyId("alias/clinical-" + slug))
                            .keyMetadata()
                            .arn();
        }
        var id = fleet.progress(slug).text("id");
        var ref =
                database.value(
                        "SELECT ref FROM server_database WHERE organisation_id = '%s'"
                                .formatted(id));

        assertNobodyElseGets(ref, arn);
        var job = admin.post("jobs", Map.of("job", "rewrap", "organisation", slug));
        assertThat(job.status()).as("%s", job).isEqualTo(409);

        assertThat(fleet.abort(slug).status()).isEqualTo(204);
        assertThat(fleet.abort(slug).status()).isEqualTo(404);
        assertNothingIsLeft(id, ref, arn);

        var made = fleet.provision(Fleet.wanted(slug, "db", "bucket", "key"));
        assertThat(made.status()).as("%s", made).isEqualTo(201);
        assertThat(made.id()).as("an id is used once").isNotEqualTo(id);
        assertThat(fleet.abort(slug).status()).as("it is in use").isEqualTo(409);
        fleet.assertServes(slug);
    }

    /** What is taken back would be gone for whoever has it, too. */
    private void assertNobodyElseGets(String ref, String arn) {
        var bucket =
                database.value(
                        "SELECT value FROM organisation_resource WHERE kind = 'bucket' AND value LIKE '%%%s%%'"
                                .formatted(slug));
        var other = admin.get("organisations/" + platform.organisation().slug());
        for (var resource :
                Map.of(
                                "clinicalDbConnectionRef", ref,
                                "clinicalStorageBucket", bucket,
                                "clinicalKmsKeyArn", arn)
                        .entrySet()) {
            var refused =
                    admin.put(
                            "organisations/" + other.id(),
                            other.etag(),
                            Map.of("name", "Other", resource.getKey(), resource.getValue()));
            assertThat(refused.status()).as("%s", refused).isEqualTo(409);
        }
    }

    protected void assertNothingIsLeft(String id, String ref, String arn) {
        assertThat(
                        host.value(
                                "SELECT COUNT(*) FROM information_schema.schemata WHERE schema_name = '%s'"
                                        .formatted(Fleet.database(ref))))
                .isEqualTo("0");
        assertThat(
                        host.value(
                                "SELECT COUNT(*) FROM mysql.user WHERE user LIKE '%s%%'"
                                        .formatted(Fleet.database(ref))))
                .isEqualTo("0");
        for (var table :
                List.of(
                        "server_database",
                        "provisioning",
                        "organisation_resource",
                        "verification")) {
            assertThat(database.count(table, "organisation_id = '%s'".formatted(id))).isZero();
        }
        assertThat(database.count("organisation", "id = '%s'".formatted(id))).isZero();
        try (var objects = platform.objects()) {
            assertThat(objects.buckets()).noneMatch(name -> name.contains(slug));
        }
        try (var keys = platform.keys()) {
            assertThat(keys.kms().describeKey(of -> of.keyId(arn)).keyMetadata().keyStateAsString())
                    .isEqualTo("PendingDeletion");
        }
    }

    @Test
    void assignsOneThatIsReady() {
        fleet.drain(server);
        var small = fleet.add(3, 2);
        await().atMost(Duration.ofSeconds(60)).until(() -> fleet.stock(small) == 2);
        var ready =
                database.column(
                        "SELECT ref FROM server_database WHERE server = '%s' AND organisation_id IS NULL"
                                .formatted(small));

        var made = fleet.provision(Fleet.wanted(slug, "db"));
        assertThat(made.status()).as("%s", made).isEqualTo(201);
        assertThat(ready).contains(made.text("clinicalDbConnectionRef"));
        fleet.assertServes(slug);
        await().atMost(Duration.ofSeconds(60)).until(() -> fleet.stock(small) == 2);
        assertThat(fleet.provision(Fleet.wanted(slug + "-2", "db")).status()).isEqualTo(201);
        assertThat(fleet.provision(Fleet.wanted(slug + "-3", "db")).status()).isEqualTo(201);
        var full = fleet.provision(Fleet.wanted(slug + "-4", "db"));
        assertThat(full.text("type")).isEqualTo("urn:cordon:problem:no-server");
        fleet.assertServes(slug + "-3");
    }

    /** It may have changed since, by hand, or be of a version with other walls. */
    @Test
    void makesAnewWhatWasReady() {
        fleet.drain(server);
        var small = fleet.add(2, 2);
        await().atMost(Duration.ofSeconds(60)).until(() -> fleet.stock(small) == 2);
        var ready =
                database.column(
                        "SELECT ref FROM server_database WHERE server = '%s' ORDER BY created_at"
                                .formatted(small));
        host.execute("DROP USER '%s_app'@'%%'".formatted(Fleet.database(ready.get(0))));
        var walled = triggers(ready.get(1));
        host.execute(
                "DROP TRIGGER %s.%s"
                        .formatted(Fleet.database(ready.get(1)), firstTrigger(ready.get(1))));
        database.execute(
                "UPDATE server_database SET ready_for = 'another' WHERE ref = '%s'"
                        .formatted(ready.get(1)));

        for (int i = 0; i < ready.size(); i++) {
            var made = fleet.provision(Fleet.wanted(slug + "-" + i, "db"));
            assertThat(made.status()).as("%s", made).isEqualTo(201);
            assertThat(made.text("clinicalDbConnectionRef")).isEqualTo(ready.get(i));
            fleet.assertServes(slug + "-" + i);
        }
        assertThat(triggers(ready.get(1))).isEqualTo(walled);
    }

    private String triggers(String ref) {
        return host.value(
                "SELECT COUNT(*) FROM information_schema.triggers WHERE trigger_schema = '%s'"
                        .formatted(Fleet.database(ref)));
    }

    private String firstTrigger(String ref) {
        return host.value(
                "SELECT MIN(trigger_name) FROM information_schema.triggers WHERE trigger_schema = '%s'"
                        .formatted(Fleet.database(ref)));
    }
}
