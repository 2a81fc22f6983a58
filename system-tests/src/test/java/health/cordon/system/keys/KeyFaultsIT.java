package health.cordon.system.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import health.cordon.system.platform.Answer;
import health.cordon.system.platform.KeyService;
import health.cordon.system.platform.OnPlatform;
import health.cordon.system.platform.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A key in trouble, or all of KMS: what is in memory goes on, the rest is refused and comes back.
 */
@Tag("deep")
@Tag("keys")
@OnPlatform
class KeyFaultsIT {
    private static final String ALL = "*";
    private static final int ROUNDS = 4;
    private static final int FLOOD = 24;

    /** The longest that a request waits for KMS. */
    private static final long BOUND = 9_000;

    private static final Duration SOON = Duration.ofSeconds(15);

    private final Platform platform;
    private final KeyService kms;
    private final KeyOwner north;
    private final KeyOwner south;

    KeyFaultsIT(Platform platform) {
        this.platform = platform;
        kms = platform.keys();
        north = KeyOwner.create(platform);
        south = KeyOwner.create(platform);
    }

    @AfterEach
    void close() {
        kms.mend(ALL);
        kms.close();
    }

    @ParameterizedTest
    @EnumSource
    void costsItsOwnerAlone(Fault fault) {
        var cold = north.cold();
        var theirs = south.cold(ROUNDS);
        fault.begin(kms, north.key());
        try {
            for (var other : theirs) {
                assertRefused(north, cold);
                assertServed(south, other);
            }
        } finally {
            fault.end(kms, north.key());
        }
        assertServedSoon(north, cold);
    }

    @Test
    void ofAllOfKmsLeavesWhatIsInMemory() {
        var cold = north.cold();
        kms.trouble(ALL, "hangs");
        for (int i = 0; i < ROUNDS; i++) {
            assertRefused(north, cold);
            assertThat(south.readWarm().status()).isEqualTo(200);
        }
        kms.mend(ALL);
        assertServedSoon(north, cold);
        assertServedSoon(south, south.cold());
    }

    @Test
    void ofADeadKmsLeavesWhatIsInMemory() {
        var cold = north.cold();
        var theirs = south.cold();
        kill();
        try {
            for (int i = 0; i < ROUNDS; i++) {
                assertRefused(north, cold);
                assertThat(south.readWarm().status()).isEqualTo(200);
            }
        } finally {
            platform.sandbox().mend(line -> System.out.println("keys       " + line));
        }
        assertServedSoon(north, cold);
        assertServedSoon(south, theirs);
    }

    @Test
    void takesNobodyElsesThreads() throws Exception {
        var theirs = south.cold(FLOOD);
        var others = new ArrayList<Timed>();
        var flood =
                whileFlooded(
                        north.key(),
                        List.of(north),
                        () -> {
                            for (var one : theirs) {
                                others.add(Timed.of(() -> south.read(one)));
                                others.add(Timed.of(south::add));
                                others.add(Timed.of(north::readWarm));
                            }
                        });
        tell("hanging key", flood, others);
        assertThat(flood)
                .filteredOn(Timed::held)
                .hasSizeLessThanOrEqualTo(
                        Math.max(8, 2 * Runtime.getRuntime().availableProcessors()));
        assertThat(others).allMatch(one -> one.status() < 300).noneMatch(Timed::held);
    }

    /** More keys hang than the server began with threads for; it adds some. */
    @Test
    void ofAllOfKmsLeavesWhatIsInMemoryToEverybody() throws Exception {
        var owners = List.of(north, south, KeyOwner.create(platform), KeyOwner.create(platform));
        var others = new ArrayList<Timed>();
        var flood =
                whileFlooded(
                        ALL,
                        owners,
                        () -> {
                            for (int i = 0; i < FLOOD; i++) {
                                owners.forEach(one -> others.add(Timed.of(one::readWarm)));
                            }
                        });
        tell("hanging KMS", flood, others);
        assertThat(others).allMatch(one -> one.status() == 200 && one.millis() < BOUND);
    }

    /** Lets all ask at once for what a hanging key alone could open, and does something else. */
    private List<Timed> whileFlooded(String key, List<KeyOwner> owners, Runnable meanwhile)
            throws Exception {
        var reads = new ArrayList<Supplier<Answer>>();
        for (var owner : owners) {
            owner.cold(FLOOD / owners.size()).forEach(one -> reads.add(() -> owner.read(one)));
        }
        kms.trouble(key, "hangs");
        var callers = Executors.newFixedThreadPool(reads.size());
        var calls = new ArrayList<Future<Timed>>();
        reads.forEach(read -> calls.add(callers.submit(() -> Timed.of(read))));
        meanwhile.run();
        var flood = all(calls);
        callers.shutdown();
        kms.mend(key);
        assertThat(flood).allMatch(one -> one.status() == 503 && one.millis() < BOUND);
        for (var owner : owners) {
            await().atMost(SOON).until(() -> owner.add().status() == 201);
        }
        return flood;
    }

    private static void tell(String what, List<Timed> flood, List<Timed> others) {
        System.out.printf(
                "%s: %d reads that need it, slowest %d ms, %d of them held; meanwhile %d other"
                        + " requests, slowest %d ms%n",
                what,
                flood.size(),
                Timed.slowest(flood),
                flood.stream().filter(Timed::held).count(),
                others.size(),
                Timed.slowest(others));
    }

    @Test
    void isCountedAndToldOnce() throws Exception {
        var cold = north.cold();
        kms.trouble(north.key(), "fails");
        for (int i = 0; i < 20; i++) {
            assertThat(north.read(cold).status()).isEqualTo(503);
        }
        var metrics = platform.sandbox().metrics();
        kms.mend(north.key());
        assertServedSoon(north, cold);

        assertThat(metrics)
                .containsPattern("cordon_kms_calls_total\\{.*outcome=\"error\".*} [1-9]")
                .containsPattern("cordon_kms_calls_total\\{.*outcome=\"short-circuited\".*} [1-9]")
                .containsPattern("(?m)^cordon_kms_breakers_open(\\{.*})? [1-9]")
                .doesNotContain("arn:aws", north.key(), idOf(north.key()));
        assertThat(linesOf(north.key()))
                .filteredOn(line -> line.contains("it is asked once"))
                .hasSize(1);
        assertThat(linesOf(north.key()))
                .filteredOn(line -> line.contains("again") && line.contains("answers with"))
                .hasSize(1);
        assertThat(linesOf(north.key())).hasSizeLessThan(10);
    }

    /** Reads of what is in memory go on; what needs the key is refused, in time and in silence. */
    private void assertRefused(KeyOwner owner, String cold) {
        assertThat(owner.readWarm().status()).isEqualTo(200);
        var shapes = new HashSet<String>();
        for (var one : List.of(Timed.of(() -> owner.read(cold)), Timed.of(owner::add))) {
            assertThat(one.status()).as("%s", one).isEqualTo(503);
            assertThat(one.millis()).as("%s", one).isLessThan(BOUND);
            var answer = one.answer();
            assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
            assertThat(answer.header("retry-after")).isNotEmpty();
            assertThat(answer.headers() + answer.text())
                    .doesNotContainIgnoringCase("arn:", "kms")
                    .doesNotContain(idOf(owner.key()), owner.dekOf(cold));
            shapes.add(answer.indistinguishable());
        }
        assertThat(shapes).hasSize(1);
    }

    private static void assertServed(KeyOwner owner, String cold) {
        for (var one :
                List.of(
                        Timed.of(owner::readWarm),
                        Timed.of(() -> owner.read(cold)),
                        Timed.of(owner::add))) {
            assertThat(one.status()).as("%s", one).isBetween(200, 201);
            assertThat(one.held()).as("%s", one).isFalse();
        }
    }

    private static void assertServedSoon(KeyOwner owner, String cold) {
        await().atMost(SOON).until(() -> owner.read(cold).status() == 200);
        assertThat(owner.add().status()).isEqualTo(201);
        assertThat(owner.readWarm().status()).isEqualTo(200);
    }

    private static List<Timed> all(List<Future<Timed>> calls)
            throws InterruptedException, ExecutionException {
        var done = new ArrayList<Timed>();
        for (var call : calls) {
            done.add(call.get());
        }
        return done;
    }

    private void kill() {
        var victim = ProcessHandle.of(platform.sandbox().pid("kms").orElseThrow()).orElseThrow();
        victim.destroyForcibly();
        await().atMost(Duration.ofSeconds(10))
                .until(() -> platform.sandbox().dead().contains("kms"));
    }

    private List<String> linesOf(String key) throws IOException {
        var log = platform.sandbox().home().logs().resolve("server/messages.log");
        return Files.readAllLines(log, UTF_8).stream().filter(line -> line.contains(key)).toList();
    }

    private static String idOf(String key) {
        return key.substring(key.lastIndexOf('/') + 1);
    }
}
