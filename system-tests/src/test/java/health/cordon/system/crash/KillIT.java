package health.cordon.system.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import health.cordon.system.platform.OnPlatform;
import health.cordon.system.platform.Organisation;
import health.cordon.system.platform.Platform;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was acknowledged is there afterwards, once. */
@OnPlatform
class KillIT {
    private static final int WRITERS = 4;
    private static final int ACKNOWLEDGED_BEFORE = 20;
    private final Platform platform;
    private final Organisation organisation;
    private final Map<String, String> acknowledged = new ConcurrentHashMap<>();
    private final AtomicInteger number = new AtomicInteger();
    private final AtomicBoolean over = new AtomicBoolean();

    KillIT(Platform platform) {
        this.platform = platform;
        organisation = platform.organisation();
    }

    @ParameterizedTest
    @ValueSource(strings = {"database", "server"})
    void losesNoAcknowledgedPatient(String process) throws InterruptedException {
        var writers = startWriting();
        try {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> acknowledged.size() >= ACKNOWLEDGED_BEFORE);
            kill(process);
            int atTheKill = acknowledged.size();
            platform.sandbox().mend(line -> System.out.println("crash      " + line));
            await("writes go on")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> acknowledged.size() >= atTheKill + WRITERS);
        } finally {
            over.set(true);
            writers.shutdown();
            assertThat(writers.awaitTermination(90, TimeUnit.SECONDS)).isTrue();
        }

        acknowledged.forEach(
                (mrn, id) -> {
                    var found = organisation.reader().get("patients?mrn=" + mrn).json();
                    assertThat(found.path("items")).as(mrn).hasSize(1);
                    assertThat(found.path("items").path(0).path("id").asText()).isEqualTo(id);
                });
        assertEachPatientIsWhole();
    }

    /** Patient, key and audit record come in one transaction, acknowledged or not. */
    private void assertEachPatientIsWhole() {
        var database = platform.sharedDatabase();
        long patients = database.rows("patient", organisation);
        assertThat(patients).isGreaterThanOrEqualTo(acknowledged.size());
        assertThat(database.writes(organisation)).isEqualTo(patients);
        assertThat(database.rows("dek", organisation)).isEqualTo(patients + 1);
    }

    private ExecutorService startWriting() {
        var writers = Executors.newFixedThreadPool(WRITERS);
        for (int i = 0; i < WRITERS; i++) {
            writers.execute(this::write);
        }
        return writers;
    }

    private void write() {
        while (!over.get()) {
            var mrn = "MRN-" + number.incrementAndGet();
            try {
                var answer =
                        organisation
                                .clinician()
                                .post("patients", Organisation.patient(mrn, "Kill"));
                if (answer.status() == 201) {
                    acknowledged.put(mrn, answer.id());
                } else {
                    pause();
                }
            } catch (UncheckedIOException e) {
                pause();
            }
        }
    }

    /** Nobody who answers is asked again at once. */
    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void kill(String process) {
        var victim = ProcessHandle.of(platform.sandbox().pid(process).orElseThrow()).orElseThrow();
        victim.descendants().forEach(ProcessHandle::destroyForcibly);
        victim.destroyForcibly();
        await().atMost(Duration.ofSeconds(10))
                .until(() -> platform.sandbox().dead().contains(process));
    }
}
