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
import health.cordon.tenancy.database.Connections;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two servers at one re-wrap, of which one dies or sleeps; a KMS that throttles; the schedule. */
@Tag("deep")
@Tag("jobs")
@OnPlatform
class RewrapNodesIT {
    private static final int PATIENTS = 120;
    private static final int RATE = 10;
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration TAKEN_OVER = Duration.ofSeconds(60);

    private final Platform platform;
    private final KeyedPatients patients;
    private final Organisation organisation;
    private final Database database;
    private final Client admin;
    private Node second;
    private String key = "";

    RewrapNodesIT(Platform platform) {
        this.platform = platform;
        patients = KeyedPatients.of(platform);
        organisation = patients.organisation();
        database = platform.sharedDatabase();
        admin = platform.platformAdmin();
        second = platform.secondNode();
    }

    @BeforeEach
    void manyPatientsUnderTheSharedKey() {
        patients.add(PATIENTS);
        key = patients.ownKey();
    }

    @AfterEach
    void everythingRunsAgain() {
        platform.sandbox().mend(line -> System.out.println("rewrap     " + line));
        second = platform.secondNode();
    }

    private List<String> owners(RewrapJob job) {
        return platform.platformDatabase()
                .column(
                        ("SELECT owner FROM job_range WHERE request_id = '%s' AND kind = 'work'"
                                        + " AND owner IS NOT NULL GROUP BY owner")
                                .formatted(job.id()));
    }

    /** Each data key once, as the trail has it that is written with the rows. */
    private void requireAllOnce(RewrapJob job, Map<String, JsonNode> before) {
        assertThat(patients.wrappingKeys()).containsExactly("kms:" + key);
        assertThat(patients.rewrapped(job)).isEqualTo(PATIENTS + 1);
        patients.dropCaches();
        assertThat(patients.records()).isEqualTo(before);
    }

    @Test
    void whatOneServerLeavesTheOtherTakes() throws Exception {
        var before = patients.records();
        var job = RewrapJob.start(admin, organisation, Map.of("rate", RATE));
        await().atMost(SOON).until(() -> owners(job).size() == 2);
        signal("KILL", second.pid().orElseThrow());
        var then = Instant.now();

        takenOver(job, then);
        requireAllOnce(job, before);
    }

    private JsonNode takenOver(RewrapJob job, Instant then) {
        var end = job.end("completed");
        var took = Duration.between(then, Instant.now());
        System.out.printf("rewrap     over %d s later, %s%n", took.toSeconds(), end);
        assertThat(took).isLessThan(TAKEN_OVER);
        return end;
    }

    /** It has written, asks for its lease, and hears nothing any more: its rows are locked. */
    @Test
    void whoSleepsInATransactionHasLostIt() throws Exception {
        var before = patients.records();
        var first = nameOfTheFirst();
        second = platform.secondNode();
        long victim = second.pid().orElseThrow();
        RewrapJob job;
        Instant then;
        try (var keys = platform.keys();
                var handle = Jdbi.create(Connections.dataSource(platform.platformUrl())).open()) {
            // Both hold ranges and wait for KMS, so that the next lease is asked for at the commit.
            keys.trouble(key, "throttles");
            job = RewrapJob.start(admin, organisation, Map.of());
            var held = job;
            await().atMost(SOON).until(() -> owners(held).size() == 2);
            handle.begin();
            assertThat(locks(handle, job, first)).isPositive();
            keys.mend(key);
            await().atMost(SOON).until(this::waitsInATransaction);
            signal("STOP", victim);
            then = Instant.now();
            handle.rollback();
        }
        try {
            var end = takenOver(job, then);
            requireAllOnce(job, before);
            signal("CONT", victim);
            Thread.sleep(5_000);
            assertThat(patients.rewrapped(job))
                    .as("who woke writes nothing")
                    .isEqualTo(PATIENTS + 1);
            assertThat(job.get()).isEqualTo(end);
        } finally {
            signal("CONT", victim);
        }
    }

    /** As ranges have it: told by a job at which nobody else is. */
    private String nameOfTheFirst() {
        platform.endSecondNode();
        var other = KeyedPatients.of(platform);
        other.add(1);
        other.ownKey();
        var job = RewrapJob.start(admin, other.organisation(), Map.of());
        job.end("completed");
        return owners(job).get(0);
    }

    /** Ranges of the other server, which is kept from renewing its leases. */
    private static int locks(Handle handle, RewrapJob job, String first) {
        return handle.createQuery(
                        "SELECT id FROM job_range WHERE request_id = :job AND owner <> :first"
                                + " AND kind = 'work' AND done_at IS NULL FOR UPDATE")
                .bind("job", job.id())
                .bind("first", first)
                .mapTo(Long.class)
                .list()
                .size();
    }

    private boolean waitsInATransaction() {
        return database.count(
                        "information_schema.innodb_trx",
                        "trx_rows_modified > 0 AND trx_started < NOW() - INTERVAL 2 SECOND")
                > 0;
    }

    /** Each hears of another key within five seconds; one that has not must not end the job. */
    @RepeatedTest(3)
    void mayBeginBeforeEveryServerHasHeardOfTheKey() {
        key = patients.ownKey();
        var job = RewrapJob.start(admin, organisation, Map.of("rate", 40));
        job.end("completed");
        assertThat(owners(job)).as("both took part").hasSize(2);
        assertThat(patients.wrappingKeys()).containsExactly("kms:" + key);
    }

    @Test
    void waitsWhileKmsThrottles() {
        var before = patients.records();
        try (var keys = platform.keys()) {
            var job = RewrapJob.start(admin, organisation, Map.of("rate", RATE));
            await().atMost(SOON).until(() -> patients.rewrapped(job) > 5);
            keys.trouble(key, "throttles");
            await().pollDelay(Duration.ofSeconds(8))
                    .atMost(SOON)
                    .until(() -> job.state().equals("running"));
            keys.mend(key);
            job.end("completed");
            requireAllOnce(job, before);
        }
    }

    /** Both servers look; the one that has just started soonest. */
    @Test
    void isAskedForOnceWhereAScheduleIsNotKept() {
        patients.change(Map.of("clinicalKmsKeyArn", key, "rewrapDays", 1));
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

    private static void signal(String name, long pid) throws IOException, InterruptedException {
        var kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start();
        assertThat(kill.waitFor()).isZero();
    }
}
