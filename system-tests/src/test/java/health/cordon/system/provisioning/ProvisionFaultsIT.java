package health.cordon.system.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import health.cordon.system.platform.Client;
import health.cordon.system.platform.OnPlatform;
import health.cordon.system.platform.Organisation;
import health.cordon.system.platform.Platform;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever fails or dies at whichever step: it goes on from there, or it is taken back. */
@Tag("deep")
@Tag("provisioning")
@OnPlatform
class ProvisionFaultsIT {
    private static final List<String> STEPS =
            List.of(
                    "organisation",
                    "place",
                    "database",
                    "schema",
                    "key",
                    "bucket",
                    "isolation",
                    "verification");

    private static final int AT_ONCE = 8;

    private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    private final Platform platform;
    private final Fleet fleet;
    private final Client admin;
    private final String slug = Organisation.unique("fault-");

    ProvisionFaultsIT(Platform platform) {
        this.platform = platform;
        fleet = new Fleet(platform, DatabaseHost.of(platform));
        admin = platform.platformAdmin();
    }

    @BeforeEach
    void aServer() {
        fleet.add(200, 0);
    }

    @AfterEach
    void everythingRunsAgain() {
        platform.sandbox().mend(line -> System.out.println("provision  " + line));
        fleet.forget();
        threads.shutdownNow();
    }

    private void failsAt(Obstacle obstacle, String ofSlug) {
        obstacle.put().run();
        try {
            var stopped = fleet.provision(Fleet.wanted(ofSlug, "db", "bucket", "key"));
            assertThat(stopped.status())
                    .as("%s: %s", obstacle, stopped)
                    .isGreaterThanOrEqualTo(400);
        } finally {
            obstacle.remove().run();
        }
        var progress = fleet.progress(ofSlug).json();
        assertThat(progress.path("state").asText()).as("%s", obstacle).isEqualTo("running");
        assertThat(progress.path("steps").toString())
                .as("%s", obstacle)
                .contains("\"name\":\"%s\",\"state\":\"failed\"".formatted(obstacle.step()));
        var refused = fleet.clinician(ofSlug).get("patients");
        assertThat(refused.status()).as("nobody is let in").isIn(401, 403);
    }

    /** All on one organisation, one after the other. */
    @Test
    void eachStepThatFailsIsGoneOnWith() {
        for (var obstacle : Obstacle.all(platform, fleet, slug)) {
            failsAt(obstacle, slug);
        }
        var made = fleet.provision(Fleet.wanted(slug, "db", "bucket", "key"));
        assertThat(made.status()).as("%s", made).isEqualTo(200);
        assertMadeOnce(slug);
    }

    /** Each of them looks at what is there, and is verified. */
    @Test
    void eightAreMadeAtOnce() {
        var made =
                IntStream.range(0, AT_ONCE)
                        .mapToObj(
                                number -> Fleet.wanted(slug + "-" + number, "db", "bucket", "key"))
                        .map(
                                wanted ->
                                        CompletableFuture.supplyAsync(
                                                () -> fleet.provision(wanted), threads))
                        .toList();
        for (var one : made) {
            assertThat(one).succeedsWithin(Duration.ofMinutes(1));
            assertThat(one.join().status()).as("%s", one.join()).isEqualTo(201);
        }
    }

    private void assertMadeOnce(String ofSlug) {
        var made = admin.get("organisations/" + ofSlug);
        assertThat(made.text("status")).isEqualTo("active");
        assertThat(
                        platform.platformDatabase()
                                .count(
                                        "server_database",
                                        "organisation_id = '%s'".formatted(made.id())))
                .isOne();
        assertThat(
                        platform.platformDatabase()
                                .count(
                                        "audit_record",
                                        "verb = 'TENANT_PROVISIONED' AND tenant_id = '%s'"
                                                .formatted(made.id())))
                .isOne();
        assertThat(keysOf(made.id())).as("one key, no matter how often").isOne();
        fleet.assertServes(ofSlug);
        var verified =
                admin.send("POST", "organisations/%s/verification".formatted(ofSlug), new byte[0]);
        assertThat(verified.json().path("passed").asBoolean()).as("%s", verified).isTrue();
    }

    private long keysOf(String id) {
        try (var keys = platform.keys()) {
            return keys.kms().listKeysPaginator().keys().stream()
                    .map(key -> keys.kms().describeKey(of -> of.keyId(key.keyId())).keyMetadata())
                    .filter(key -> key.description().endsWith(id))
                    .filter(key -> key.keyStateAsString().equals("Enabled"))
                    .count();
        }
    }

    @Test
    void eachStepThatFailsIsTakenBack() {
        int number = 0;
        // To have the obstacles of a slug, one must have begun.
        for (var step : Obstacle.all(platform, fleet, slug)) {
            var one = slug + "-" + number;
            var obstacles = Obstacle.all(platform, fleet, one);
            // Some need the one before, to know where to stand.
            for (var obstacle : obstacles.subList(0, number + 1)) {
                failsAt(obstacle, one);
            }
            var id = fleet.progress(one).text("id");
            assertThat(fleet.abort(one).status()).as("%s", step).isEqualTo(204);
            assertThat(fleet.progress(one).status()).isEqualTo(404);
            assertNothingOf(one, id);
            number++;
        }
    }

    private void assertNothingOf(String ofSlug, String id) {
        assertThat(
                        platform.platformDatabase()
                                .count("server_database", "organisation_id = '%s'".formatted(id)))
                .isZero();
        assertThat(platform.platformDatabase().count("organisation", "id = '%s'".formatted(id)))
                .isZero();
        assertThat(keysOf(id)).isZero();
        try (var objects = platform.objects()) {
            assertThat(objects.buckets()).noneMatch(name -> name.contains(ofSlug + "-"));
        }
        for (var table : List.of("patient", "clinical_case", "image", "dek")) {
            assertThat(platform.sharedDatabase().count(table, "tenant_id = '%s'".formatted(id)))
                    .as("a canary in %s", table)
                    .isZero();
        }
    }

    /**
     * The server that works on it dies in each step; the other one is asked, and waits for the
     * lease to end while the next one dies.
     */
    @Test
    void eachStepMayBeTheLastOfAServer() throws Exception {
        var goingOn = new ArrayList<CompletableFuture<Void>>();
        for (var step : STEPS) {
            var one = slug + "-" + STEPS.indexOf(step);
            var second = platform.secondNode();
            var client = admin.via(second);
            var asked =
                    CompletableFuture.runAsync(
                            () ->
                                    client.post(
                                            "organisations",
                                            Fleet.wanted(one, "db", "bucket", "key")));
            await().atMost(Duration.ofSeconds(30))
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> isAt(one, step));
            second.pid()
                    .ifPresent(
                            pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
            assertThat(asked).failsWithin(Duration.ofSeconds(30));
            goingOn.add(CompletableFuture.runAsync(() -> goesOn(step, one)));
        }
        for (var one : goingOn) {
            one.get(3, TimeUnit.MINUTES);
        }
    }

    private void goesOn(String step, String ofSlug) {
        var state = state(ofSlug);
        var then = Instant.now();
        var made = fleet.provision(Fleet.wanted(ofSlug, "db", "bucket", "key"));
        assertThat(made.status()).as("%s: %s", step, made).isEqualTo(200);
        System.out.printf(
                "provision  killed in %s, at %s; there after %d s%n",
                step, state, Duration.between(then, Instant.now()).toSeconds());
        assertMadeOnce(ofSlug);
    }

    private boolean isAt(String ofSlug, String step) {
        return platform.platformDatabase()
                        .count(
                                "provisioning_step",
                                "step = '%s' AND organisation_id = (SELECT organisation_id FROM provisioning WHERE slug = '%s')"
                                        .formatted(step, ofSlug))
                > 0;
    }

    private String state(String ofSlug) {
        return String.join(
                ", ",
                platform.platformDatabase()
                        .column(
                                "SELECT CONCAT(s.step, ' ', s.state) FROM provisioning_step s JOIN provisioning p USING (organisation_id) WHERE slug = '%s' ORDER BY s.at DESC LIMIT 1"
                                        .formatted(ofSlug)));
    }
}
