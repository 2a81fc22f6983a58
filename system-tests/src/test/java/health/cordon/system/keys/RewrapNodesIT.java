package health.cordon.system.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import health.cordon.sandbox.process.Node;
import health.cordon.system.platform.Client;
import health.cordon.system.platform.Database;
import health.cordon.system.platform.OnPlatform;
import health.cordon.system.platform.Organisation;
import health.cordon.system.platform.Platform;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two servers at one re-wrap, of which one dies or sleeps, and what else may die under it. */
@Tag("deep")
@Tag("jobs")
@OnPlatform
class RewrapNodesIT {
    private static final int PATIENTS = 120;
    private static final int RATE = 10;
    private static final Duration TAKEN_OVER = Duration.ofSeconds(60);

    private final Platform platform;
    private final Organisation organisation;
    private final Database database;
    private final List<String> patients = new ArrayList<>();
    private Node second;
    private Client admin;
    private String key = "";

    RewrapNodesIT(Platform platform) {
        this.platform = platform;
        organisation = platform.organisation();
        database = platform.sharedDatabase();
        admin = platform.platformAdmin();
        second = platform.secondNode();
    }

    @BeforeEach
    void manyPatientsUnderTheSharedKey() {
        for (int i = 0; i < PATIENTS; i++) {
            patients.add(organisation.addPatient(Organisation.unique("MRN-"), "Nodes"));
        }
        key = platform.sandbox().createKey(Organisation.unique("own-"));
        var path = "organisations/" + organisation.id();
        var given =
                admin.put(
                        path,
                        admin.get(path).etag(),
                        Map.of("name", "Changed", "clinicalKmsKeyArn", key));
        assertThat(given.status()).as("%s", given).isEqualTo(200);
    }

    @AfterEach
    void everythingRunsAgain() {
        platform.sandbox().mend(line -> System.out.println("rewrap     " + line));
        second = platform.secondNode();
    }

    private Map<String, JsonNode> records() {
        var records = new TreeMap<String, JsonNode>();
        for (var patient : patients) {
            var read = organisation.reader().get("patients/" + patient);
            assertThat(read.status()).as("%s", read).isEqualTo(200);
            records.put(patient, read.json());
        }
        return records;
    }

    private void dropCaches() {
        for (var verb : List.of("lock", "unlock")) {
            var path = "organisations/%s/keys/%s".formatted(organisation.slug(), verb);
            assertThat(admin.send("POST", path, new byte[0]).status()).isEqualTo(200);
        }
    }

    private List<String> owners(RewrapJob job) {
        return platform.platformDatabase()
                .column(
                        ("SELECT owner FROM job_range WHERE request_id = '%s' AND kind = 'work'"
                                        + " AND owner IS NOT NULL GROUP BY owner")
                                .formatted(job.id()));
    }

    private long rewrapped() {
        return Long.parseLong(
                database.value(
                        ("SELECT COALESCE(SUM(items), 0) FROM audit_record WHERE tenant_id = '%s'"
                                        + " AND verb = 'organisation.keys-rewrap'")
                                .formatted(organisation.id())));
    }

    /** Each data key once, as the trail has it that is written with the rows. */
    private void requireAllOnce(Map<String, JsonNode> before) {
        assertThat(
                        database.column(
                                "SELECT DISTINCT SUBSTRING_INDEX(wrapped, '|', 1) FROM dek WHERE tenant_id = '%s'"
                                        .formatted(organisation.id())))
                .containsExactly("kms:" + key);
        assertThat(rewrapped()).isEqualTo(PATIENTS + 1);
        dropCaches();
        assertThat(records()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"KILL", "STOP"})
    void whatOneServerLeavesTheOtherTakes(String signal) throws Exception {
        var before = records();
        var job = RewrapJob.start(admin, organisation, Map.of("rate", RATE));
        await().atMost(Duration.ofSeconds(20)).until(() -> owners(job).size() == 2);
        long victim = second.pid().orElseThrow();
        signal(signal, victim);
        while (signal.equals("STOP") && sleepsInATransaction()) {
            signal("CONT", victim);
            Thread.sleep(1_000);
            signal(signal, victim);
        }
        var then = Instant.now();
        var heldThen = owners(job);

        var end = job.end("completed");
        var took = Duration.between(then, Instant.now());
        System.out.printf("rewrap     %s: over %d s later, %s%n", signal, took.toSeconds(), end);
        assertThat(took).isLessThan(TAKEN_OVER);
        assertThat(heldThen).hasSize(2);
        requireAllOnce(before);
        if (signal.equals("STOP")) {
            long total = rewrapped();
            signal("CONT", victim);
            Thread.sleep(5_000);
            assertThat(rewrapped()).as("who woke writes nothing").isEqualTo(total);
            assertThat(job.get()).isEqualTo(end);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"server", "database", "kms"})
    void goesOnAfterADeath(String process) throws Exception {
        platform.endSecondNode();
        var before = records();
        var job = RewrapJob.start(admin, organisation, Map.of("rate", 20));
        await().atMost(Duration.ofSeconds(20)).until(() -> rewrapped() > 20);
        kill(process);
        platform.sandbox().mend(line -> System.out.println("rewrap     " + line));
        var then = Instant.now();
        long atThen = rewrapped();
        await().atMost(TAKEN_OVER).until(() -> rewrapped() > atThen);
        var resumed = Duration.between(then, Instant.now());

        var end = job.end("completed");
        System.out.printf(
                "rewrap     %s: resumed after %d s, %s%n", process, resumed.toSeconds(), end);
        requireAllOnce(before);
    }

    @Test
    void waitsWhileKmsThrottles() {
        var before = records();
        try (var keys = platform.keys()) {
            var job = RewrapJob.start(admin, organisation, Map.of("rate", RATE));
            await().atMost(Duration.ofSeconds(20)).until(() -> rewrapped() > 5);
            keys.trouble(key, "throttles");
            await().pollDelay(Duration.ofSeconds(8))
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> job.state().equals("running"));
            keys.mend(key);
            job.end("completed");
        }
        requireAllOnce(before);
    }

    /** Both servers look; the one that has just started soonest. */
    @Test
    void isAskedForOnceWhereAScheduleIsNotKept() {
        var path = "organisations/" + organisation.id();
        var change = Map.of("name", "Changed", "clinicalKmsKeyArn", key, "rewrapDays", 1);
        assertThat(admin.put(path, admin.get(path).etag(), change).status()).isEqualTo(200);
        var mine = "tenant_id = '%s'".formatted(organisation.id());
        database.execute(
                "UPDATE dek SET wrapped_at = UTC_TIMESTAMP(3) - INTERVAL 2 DAY WHERE " + mine);
        platform.endSecondNode();
        second = platform.secondNode();

        await().atMost(Duration.ofSeconds(120)).until(() -> jobs().size() == 1);
        var job = new RewrapJob(admin, jobs().get(0).path("id").asText());
        var end = job.end("completed");
        System.out.println("rewrap     schedule: " + end);
        assertThat(end.path("requestedBy").asText()).isEqualTo("cordon");
        assertThat(
                        database.count(
                                "dek",
                                mine + " AND wrapped_at < UTC_TIMESTAMP(3) - INTERVAL 1 HOUR"))
                .isZero();
        assertThat(jobs()).hasSize(1);
    }

    private List<JsonNode> jobs() {
        var jobs = new ArrayList<JsonNode>();
        admin.get("jobs?organisation=" + organisation.slug())
                .json()
                .path("items")
                .forEach(jobs::add);
        return jobs;
    }

    /** Then its row locks keep the others waiting until it is killed (decision 0021). */
    private boolean sleepsInATransaction() throws InterruptedException {
        Thread.sleep(3_000);
        return database.count(
                        "information_schema.innodb_trx",
                        "trx_rows_locked > 0 AND trx_started < NOW() - INTERVAL 2 SECOND")
                > 0;
    }

    private void kill(String process) {
        var victim = ProcessHandle.of(platform.sandbox().pid(process).orElseThrow()).orElseThrow();
        victim.descendants().forEach(ProcessHandle::destroyForcibly);
        victim.destroyForcibly();
        await().atMost(Duration.ofSeconds(10))
                .until(() -> platform.sandbox().dead().contains(process));
    }

    private static void signal(String name, long pid) throws IOException, InterruptedException {
        var kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start();
        assertThat(kill.waitFor()).isZero();
    }
}
