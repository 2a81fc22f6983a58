package health.cordon.system.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import health.cordon.sandbox.process.Node;
import health.cordon.system.platform.OnPlatform;
import health.cordon.system.platform.Platform;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whatever dies, whenever: the job goes on, and each field of each patient is what it was. A run is
 * repeated by {@code -Dtests.seed}, as far as threads allow.
 */
@OnPlatform
class RewrapKillsIT {
    private static final List<String> ALL = List.of("kms", "database", "server");
    private static final String SECOND = "the second server";
    private static final int PATIENTS = 60;

    /** So that a job takes longer than its kills. */
    private static final int RATE = 6;

    private static final int MOST_MILLIS = 2_000;
    private static final int DEEP_JOBS = 9;
    private static final Duration RESUMED = Duration.ofSeconds(60);

    private final Platform platform;
    private final KeyedPatients patients;
    private final long seed = Long.getLong("tests.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private @Nullable Node second;

    RewrapKillsIT(Platform platform) {
        this.platform = platform;
        patients = KeyedPatients.of(platform);
        System.out.println("kills      -Dtests.seed=" + seed);
    }

    @AfterEach
    void everythingRunsAgain() {
        mend();
    }

    private void mend() {
        platform.sandbox().mend(line -> System.out.println("kills      " + line));
    }

    @Test
    void loseNothing() throws Exception {
        platform.endSecondNode();
        patients.add(PATIENTS);
        try (var ward = new Ward(patients.organisation(), seed)) {
            rewrapUnderKills(shuffled(ALL));
            ward.assertKept();
        }
    }

    /** Alternately by one server and by two, of which the second may stay dead for good. */
    @Test
    @Tag("deep")
    @Tag("kills")
    void loseNothingHoweverOften() throws Exception {
        patients.add(PATIENTS);
        int kills = 0;
        try (var ward = new Ward(patients.organisation(), seed)) {
            for (int i = 0; i < DEEP_JOBS; i++) {
                var victims = new ArrayList<>(ALL);
                if (i % 2 == 0) {
                    platform.endSecondNode();
                } else {
                    second = platform.secondNode();
                    victims.set(2, SECOND);
                }
                rewrapUnderKills(shuffled(victims));
                kills += victims.size();
            }
            ward.assertKept();
        }
        System.out.printf("kills      %d, nothing lost%n", kills);
        assertThat(kills).isGreaterThanOrEqualTo(25);
    }

    private List<String> shuffled(List<String> victims) {
        var order = new ArrayList<>(victims);
        Collections.shuffle(order, random);
        return order;
    }

    private void rewrapUnderKills(List<String> victims) throws InterruptedException {
        var before = patients.records();
        var key = patients.ownKey();
        long deks = patients.deks();
        var job =
                RewrapJob.start(
                        platform.platformAdmin(), patients.organisation(), Map.of("rate", RATE));
        await().atMost(Duration.ofSeconds(20)).until(() -> patients.rewrapped(job) > 0);
        for (var victim : victims) {
            Thread.sleep(random.nextInt(MOST_MILLIS));
            if (!job.isUnderWay()) {
                break;
            }
            kill(victim);
            resumes(job, victim);
        }

        var end = job.end("completed");
        assertThat(patients.wrappingKeys()).containsExactly("kms:" + key);
        assertThat(end.path("done")).isEqualTo(end.path("total"));
        assertThat(end.path("errors").asLong()).isZero();
        eachOnce(job, end, deks);
        patients.dropCaches();
        assertThat(patients.records()).isEqualTo(before);
    }

    /** A second server stays dead: the first one has to do. */
    private void resumes(RewrapJob job, String victim) {
        var then = Instant.now();
        if (!victim.equals(SECOND)) {
            mend();
            then = Instant.now();
        }
        long atThen = patients.rewrapped(job);
        await("resumed after the death of " + victim)
                .atMost(RESUMED)
                .until(() -> patients.rewrapped(job) > atThen || !job.isUnderWay());
        var shown = job.get();
        System.out.printf(
                "kills      %s: resumed after %d s, %s of %s%n",
                victim,
                Duration.between(then, Instant.now()).toSeconds(),
                shown.path("done"),
                shown.path("total"));
        assertThat(shown.path("done").asLong()).isLessThanOrEqualTo(shown.path("total").asLong());
    }

    /** Some may have been erased meanwhile; others were added, with the new key already. */
    private void eachOnce(RewrapJob job, JsonNode end, long deks) {
        long erased =
                platform.sharedDatabase()
                        .count(
                                "audit_record",
                                "tenant_id = '%s' AND verb = 'patient.erase' AND at > '%s'"
                                        .formatted(
                                                patients.organisation().id(),
                                                end.path("createdAt")
                                                        .asText()
                                                        .replace('T', ' ')
                                                        .replace("Z", "")));
        assertThat(patients.rewrapped(job)).isBetween(deks - erased, deks);
    }

    private void kill(String process) {
        var pid =
                second != null && process.equals(SECOND)
                        ? second.pid()
                        : platform.sandbox().pid(process);
        var victim = ProcessHandle.of(pid.orElseThrow()).orElseThrow();
        victim.descendants().forEach(ProcessHandle::destroyForcibly);
        victim.destroyForcibly();
        await().atMost(Duration.ofSeconds(10)).until(() -> !victim.isAlive());
    }
}
