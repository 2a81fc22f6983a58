package health.cordon.system.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import health.cordon.cli.outcome.Failure;
import health.cordon.sandbox.home.PortName;
import health.cordon.sandbox.process.Node;
import health.cordon.system.platform.Answer;
import health.cordon.system.platform.OnPlatform;
import health.cordon.system.platform.Organisation;
import health.cordon.system.platform.Platform;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * An organisation moves while two servers write for it, of which the second hears of it late or not
 * at all. No write lands in the old home, and none that was acknowledged is lost.
 */
@OnPlatform
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FenceIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int CLIENTS = 2;
    private static final int BEFORE = 6;

    private final Platform platform;

    /** The second server's way to the platform database. */
    private final Wire wire;

    private Organisation organisation;
    private Dedicated own;
    private PlainMove move;
    private Node second;

    FenceIT(Platform platform) {
        this.platform = platform;
        wire = new Wire(platform.sandbox().port(PortName.DB));
    }

    @BeforeEach
    void bothKnowTheOrganisation() {
        organisation = platform.organisation();
        own = Dedicated.create(platform);
        move = new PlainMove(platform, organisation, own);
        var url =
                "mysql://cordon_platform:%s@127.0.0.1:%d/cordon_platform"
                        .formatted(platform.secrets().platformPassword(), wire.port());
        second = platform.secondNode(Map.of("PLATFORM_DB_URL", url));
        await().atMost(SOON).until(() -> there("patients").status() == 200);
    }

    @AfterEach
    void theWireIsWhole() {
        wire.become(Wire.State.WHOLE);
    }

    @AfterAll
    void nobodyNeedsTheWire() {
        second.stop();
        wire.close();
    }

    private Answer there(String path) {
        return organisation.reader().via(second).get(path);
    }

    private Ledger startWriting() {
        return startWriting(CLIENTS);
    }

    private Ledger startWriting(int clientsOfTheSecond) {
        var ledger = new Ledger();
        // First the one that may have just begun to run, so that it is not in its first calls of
        // KMS.
        ledger.start(clientsOfTheSecond, organisation.clinician().via(second));
        await().atMost(SOON).until(() -> ledger.acknowledged() >= BEFORE);
        ledger.start(CLIENTS, organisation.clinician());
        await().atMost(SOON).until(() -> ledger.acknowledged() >= 2 * BEFORE);
        return ledger;
    }

    private record Contents(List<String> patients, List<String> created) {}

    private Contents oldHome() {
        var shared = platform.sharedDatabase();
        return new Contents(
                Ledger.patients(organisation, shared), Ledger.created(organisation, shared));
    }

    @Test
    @Tag("deep")
    @Tag("others")
    void aServerThatHearsNothingWritesNothing() {
        writesNothing(Wire.State.SILENT);
    }

    @Tag("deep")
    @Tag("restarts")
    @Test
    void aServerThatIsCutOffWritesNothing() {
        writesNothing(Wire.State.CUT);
    }

    private void writesNothing(Wire.State state) {
        var ledger = startWriting();
        Contents atTheFlip;
        try (ledger) {
            wire.become(state);
            move.run();
            atTheFlip = oldHome();
            int before = ledger.acknowledged();
            await().atMost(SOON).until(() -> ledger.acknowledged() > before + BEFORE);
            assertUnavailableThere(ledger);

            wire.become(Wire.State.WHOLE);

            assertThat(ledger.write(organisation.clinician().via(second))).isEqualTo(201);
        }
        assertThat(oldHome()).isEqualTo(atTheFlip);
        ledger.assertKept(organisation, own.database());
        System.out.printf(
                "fence      platform database %s: %d acknowledged, %d in the old home, %d times 503%n",
                state, ledger.acknowledged(), atTheFlip.patients().size(), ledger.unavailable());
    }

    /** It cannot know where anything is; so it does not say that something is not there. */
    private void assertUnavailableThere(Ledger ledger) {
        long began = System.nanoTime();
        assertThat(ledger.write(organisation.clinician().via(second))).isEqualTo(503);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(30));
        var known = new ArrayList<>(Ledger.patients(organisation, own.database()));
        known.removeAll(Ledger.patients(organisation, platform.sharedDatabase()));
        assertThat(there("patients/" + known.get(0)).status())
                .as("a patient of the new home")
                .isEqualTo(503);
        assertThat(there("patients/" + UUID.randomUUID()).status()).isEqualTo(503);
        assertThat(there("patients").status()).isEqualTo(503);
    }

    /** One client there: two that KMS kept waiting would be a reason to ask it no more. */
    @Test
    void aServerThatSleptThroughTheMoveWritesInTheNewHome() {
        var ledger = startWriting(1);
        int naps;
        Contents atTheFlip;
        try (ledger) {
            try {
                naps = drainWhileTheSecondSleeps();
                move.finish();
                atTheFlip = oldHome();
                int before = ledger.acknowledged();
                await().atMost(SOON).until(() -> ledger.acknowledged() > before + BEFORE);
            } finally {
                signal("-CONT");
            }
            assertThat(ledger.write(organisation.clinician().via(second))).isEqualTo(201);
        }
        assertThat(oldHome()).isEqualTo(atTheFlip);
        // Who slept in a call of KMS for longer than its time-out has no key when it wakes.
        assertThat(ledger.unavailable()).isLessThanOrEqualTo(naps);
        ledger.assertKept(organisation, own.database());
        System.out.printf(
                "fence      one server asleep (%d times): %d acknowledged, %d in the old home%n",
                naps, ledger.acknowledged(), atTheFlip.patients().size());
    }

    /**
     * Who falls asleep in the middle of a write holds its lock, and the move waits.
     *
     * @return how often the second fell asleep
     */
    private int drainWhileTheSecondSleeps() {
        var naps = new AtomicInteger();
        await().atMost(SOON)
                .until(
                        () -> {
                            signal("-STOP");
                            naps.incrementAndGet();
                            try {
                                move.drain(1);
                                return true;
                            } catch (Failure locked) {
                                signal("-CONT");
                                return false;
                            }
                        });
        return naps.get();
    }

    private void signal(String name) {
        var process = ProcessHandle.of(second.pid().orElseThrow()).orElseThrow();
        Stream.concat(Stream.of(process), process.descendants())
                .forEach(one -> kill(name, one.pid()));
    }

    private static void kill(String signal, long pid) {
        try {
            var kill = new ProcessBuilder("kill", signal, Long.toString(pid)).start();
            assertThat(kill.waitFor(10, TimeUnit.SECONDS)).isTrue();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void whileItDrainsReadsAndWritesWaitAndThenSucceedInTheNewHome() throws Exception {
        organisation.addPatient();
        move.drain();
        var asked = askForAll();

        move.finish();

        assertAllWell(asked);
        assertThat(Ledger.patients(organisation, own.database())).hasSize(2);
        assertThat(Ledger.patients(organisation, platform.sharedDatabase())).hasSize(1);
    }

    @Test
    void whenAMoveGivesUpThoseWhoWaitedSucceedInTheOldHome() throws Exception {
        organisation.addPatient();
        move.drain();
        var asked = askForAll();

        move.giveUp();

        assertAllWell(asked);
        assertThat(Ledger.patients(organisation, platform.sharedDatabase())).hasSize(2);
        assertThat(Ledger.patients(organisation, own.database())).isEmpty();
    }

    /** A write, a list and something unknown, all of which wait. */
    private List<CompletableFuture<Answer>> askForAll() {
        var patient = Organisation.patient(Organisation.unique("MRN-"), "Waiting");
        var asked =
                List.of(
                        CompletableFuture.supplyAsync(
                                () -> organisation.clinician().post("patients", patient)),
                        CompletableFuture.supplyAsync(() -> organisation.reader().get("patients")),
                        CompletableFuture.supplyAsync(
                                () -> organisation.reader().get("patients/" + UUID.randomUUID())));
        for (var one : asked) {
            assertThatThrownBy(() -> one.get(300, TimeUnit.MILLISECONDS))
                    .isInstanceOf(TimeoutException.class);
        }
        return asked;
    }

    private static void assertAllWell(List<CompletableFuture<Answer>> asked) throws Exception {
        assertThat(asked.get(0).get(30, TimeUnit.SECONDS).status()).isEqualTo(201);
        assertThat(asked.get(1).get(30, TimeUnit.SECONDS).status()).isEqualTo(200);
        assertThat(asked.get(2).get(30, TimeUnit.SECONDS).status()).isEqualTo(404);
    }

    /**
     * A client's key is known where its first answer went, also to a server that looked elsewhere.
     */
    @Test
    void aRepeatedRequestFindsItsAnswerInTheNewHome() {
        var patient = Organisation.patient(Organisation.unique("MRN-"), "Twice");
        organisation.addPatient();
        wire.become(Wire.State.SILENT);
        move.run();
        var key = organisation.clinician().with("Idempotency-Key", "once");
        var first =
                await().atMost(SOON)
                        .until(() -> key.post("patients", patient), a -> a.status() == 201);
        wire.become(Wire.State.WHOLE);

        var again = key.via(second).post("patients", patient);

        assertThat(again.status()).isEqualTo(201);
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(Ledger.patients(organisation, own.database())).hasSize(2);
    }

    @Tag("deep")
    @Tag("restarts")
    @Test
    void aTenantPlacedByHandIsAtHomeWhereverTheColumnSays() {
        organisation.addPatient();
        own.assignBySql(organisation);
        await().atMost(SOON)
                .until(
                        () -> {
                            organisation.addPatient();
                            return !Ledger.patients(organisation, own.database()).isEmpty();
                        });

        for (var database : List.of(platform.sharedDatabase(), own.database())) {
            assertThat(
                            database.column(
                                    "SELECT CONCAT(epoch, state) FROM placement WHERE tenant_id = '%s'"
                                            .formatted(organisation.id())))
                    .containsExactly("0home");
        }
    }
}
