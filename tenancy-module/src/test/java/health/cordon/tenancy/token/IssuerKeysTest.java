package health.cordon.tenancy.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.RSAKey;
import health.cordon.tenancy.trust.Trust;
import health.cordon.tenancy.trust.TrustConfig;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What an issuer that hangs costs. */
@Execution(ExecutionMode.CONCURRENT)
class IssuerKeysTest {
    private static final int FLOOD = 50;
    private static final int PLACES = 8;
    private static final int PLACES_OF_ONE = 4;

    /** Far less than an issuer that hangs takes, far more than any thread here needs. */
    private static final Duration AT_ONCE = Duration.ofMillis(1_500);

    private static final Duration BOUND = Duration.ofSeconds(6);
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final HttpClient HTTP =
            IssuerRetriever.client(Trust.of(new TrustConfig(List.of())));
    private static RSAKey key;

    private final KeyRefreshThreads threads = new KeyRefreshThreads(PLACES);
    private final ExecutorService callers = Executors.newCachedThreadPool();
    private final List<AutoCloseable> open = new ArrayList<>();
    private TestIssuer issuer;
    private IssuerKeys keys;

    /** How a call ended, and after what time. */
    private record Outcome(boolean found, Duration after) {
        boolean atOnce() {
            return after.compareTo(AT_ONCE) < 0;
        }
    }

    @BeforeAll
    static void makeKey() throws Exception {
        key = TestIssuer.newKey("first");
    }

    @BeforeEach
    void start() throws IOException {
        issuer = issuer();
        keys = keys(issuer, threads.ofOrganisation());
    }

    @AfterEach
    void stop() throws Exception {
        for (var one : open) {
            one.close();
        }
        callers.shutdownNow();
        threads.stop();
    }

    private TestIssuer issuer() throws IOException {
        var made = new TestIssuer(key);
        open.add(made);
        return made;
    }

    private IssuerKeys keys(TestIssuer of, KeyRefreshThreads.Lane lane) {
        return keys(of, lane, Duration.ofHours(1));
    }

    private IssuerKeys keys(TestIssuer of, KeyRefreshThreads.Lane lane, Duration outage) {
        var document = new KeyDocument(of.url(), new IssuerRetriever("TEST", HTTP));
        var made = new IssuerKeys(document, lane, outage);
        open.add(0, made);
        return made;
    }

    private static Outcome find(IssuerKeys keys, String id) {
        long begin = System.nanoTime();
        boolean found = false;
        try {
            found = !keys.get(selector(id)).isEmpty();
        } catch (KeySourceException e) {
            // Refused, as it is to be seen.
        }
        return new Outcome(found, Duration.ofNanos(System.nanoTime() - begin));
    }

    private static JWKSelector selector(String id) {
        return new JWKSelector(new JWKMatcher.Builder().keyID(id).build());
    }

    private Outcome find() {
        return find(keys, "first");
    }

    /** All at the same time. */
    private List<Outcome> flood(Callable<Outcome> call) throws Exception {
        var ready = new CountDownLatch(FLOOD);
        var running = new ArrayList<Future<Outcome>>();
        for (int i = 0; i < FLOOD; i++) {
            running.add(
                    callers.submit(
                            () -> {
                                ready.countDown();
                                ready.await();
                                return call.call();
                            }));
        }
        var outcomes = new ArrayList<Outcome>();
        for (var one : running) {
            outcomes.add(one.get());
        }
        return outcomes;
    }

    @Test
    void areReadOnceForAllWhoComeFirst() throws Exception {
        var outcomes = flood(this::find);
        assertThat(outcomes).filteredOn(Outcome::found).hasSizeGreaterThanOrEqualTo(1);
        assertThat(issuer.discoveries()).isEqualTo(1);
        assertThat(issuer.keyRequests()).isEqualTo(1);
        assertThat(flood(this::find)).allMatch(Outcome::found);
        assertThat(issuer.discoveries()).isEqualTo(1);
    }

    @Test
    void holdUpFewWhoComeFirstWhenTheIssuerHangs() throws Exception {
        issuer.hangFromTheStart();
        var outcomes = flood(this::find);
        assertThat(outcomes).noneMatch(Outcome::found);
        assertThat(outcomes).filteredOn(Outcome::atOnce).hasSize(FLOOD - PLACES_OF_ONE);
        assertThat(outcomes).allMatch(one -> one.after().toSeconds() < 6);
        assertThat(issuer.discoveries()).isEqualTo(1);
    }

    @Test
    void holdUpFewHoweverManyIssuersHang() throws Exception {
        var hanging = new ArrayList<IssuerKeys>();
        for (int i = 0; i < 10; i++) {
            var one = issuer();
            one.hangFromTheStart();
            hanging.add(keys(one, threads.ofOrganisation()));
        }
        var next = new AtomicInteger();
        var outcomes = flood(() -> find(hanging.get(next.getAndIncrement() % 10), "first"));
        assertThat(outcomes).filteredOn(Outcome::atOnce).hasSize(FLOOD - PLACES);
    }

    @Test
    void holdUpFewWithUnknownKeysWhenTheIssuerHangsLater() throws Exception {
        assertThat(find().found()).isTrue();
        issuer.hang();
        var outcomes = flood(() -> find(keys, "unknown"));
        assertThat(outcomes).noneMatch(Outcome::found);
        assertThat(outcomes)
                .filteredOn(Outcome::atOnce)
                .hasSizeGreaterThanOrEqualTo(FLOOD - PLACES_OF_ONE);
        assertThat(find().found()).isTrue();
    }

    @Test
    void arePromptForTheKnownWhileTheUnknownWait() throws Exception {
        assertThat(find().found()).isTrue();
        issuer.hang();
        var waiting = callers.submit(() -> flood(() -> find(keys, "unknown")));
        while (!waiting.isDone()) {
            assertThat(find()).matches(Outcome::found).matches(Outcome::atOnce);
        }
    }

    @Test
    void areNotAskedForWhileAFailureStandsAndFoundSoonAfterwards() {
        issuer.hangFromTheStart();
        assertThat(find()).matches(one -> !one.found() && !one.atOnce());
        issuer.recover();
        for (int i = 0; i < 10; i++) {
            assertThat(find()).matches(one -> !one.found() && one.atOnce());
        }
        assertThat(issuer.discoveries()).isEqualTo(1);
        await().atMost(SOON).until(() -> find().found());
        assertThat(issuer.discoveries()).isEqualTo(2);
    }

    @Test
    void areFoundSoonAfterTheKeysAreBack() {
        issuer.hang();
        assertThat(find().found()).isFalse();
        issuer.recover();
        await().atMost(SOON).until(() -> find().found());
    }

    @Test
    void ofOtherIssuersAreReadMeanwhile() throws Exception {
        issuer.hangFromTheStart();
        var flood = callers.submit(() -> flood(() -> find()));
        await().until(() -> issuer.discoveries() == 1);
        assertThat(find(keys(issuer(), threads.ofOrganisation()), "first"))
                .matches(Outcome::found)
                .matches(Outcome::atOnce);
        assertThat(flood.get()).noneMatch(Outcome::found);
    }

    @Test
    void ofThePlatformAreReadHoweverManyHang() throws Exception {
        for (int i = 0; i < FLOOD - 1; i++) {
            var hanging = issuer();
            hanging.hangFromTheStart();
            var own = keys(hanging, threads.ofOrganisation());
            var unused = callers.submit(() -> find(own, "first"));
        }
        Thread.sleep(500);
        assertThat(find(keys(issuer(), threads.ofPlatform()), "first"))
                .matches(Outcome::found)
                .matches(Outcome::atOnce);
    }

    @Test
    void mayBeReadBeforeTheFirstToken() throws Exception {
        keys.prepare();
        await().atMost(SOON).until(() -> issuer.keyRequests() == 1);
        keys.prepare();
        assertThat(find().found()).isTrue();
        assertThat(issuer.discoveries()).isEqualTo(1);
    }

    @Test
    void areUsedForABoundedTimeWhileTheIssuerIsAway() throws Exception {
        var bounded = keys(issuer, threads.ofOrganisation(), BOUND);
        assertThat(find(bounded, "first").found()).isTrue();
        long begin = System.nanoTime();
        issuer.status(500);
        await().atMost(SOON).until(() -> !find(bounded, "first").found());
        assertThat(Duration.ofNanos(System.nanoTime() - begin))
                .isBetween(BOUND.minus(PublishedKeys.EVERY), BOUND.plusSeconds(2));
        assertThatExceptionOfType(KeySourceException.class)
                .isThrownBy(() -> bounded.get(selector("first")));
        assertThat(bounded.known(selector("first"))).isEmpty();
        issuer.status(200);
        await().atMost(SOON).until(() -> find(bounded, "first").found());
    }

    @Test
    void areFoundWhereTheIssuerHasMovedThem() throws Exception {
        assertThat(find().found()).isTrue();
        issuer.withdraw();
        issuer.publish(TestIssuer.newKey("second"));
        issuer.moveKeys("/moved");
        assertThat(find(keys, "second").found()).as("it is not asked all the time").isFalse();
        assertThat(issuer.discoveries()).isEqualTo(1);
        await().atMost(KeyDocument.ASK_AGAIN.plus(SOON))
                .until(() -> find(keys, "second").found() && !find().found());
        assertThat(issuer.discoveries()).isEqualTo(2);
    }

    /** At rest, during the first fetch, and during a later one, at whose end the next is begun. */
    @Test
    void areNotReadAnyLongerWhenTheyAreClosed() throws Exception {
        var beginning = issuer();
        beginning.hang();
        var begun = keys(beginning, threads.ofOrganisation());
        var resting = issuer();
        var rested = keys(resting, threads.ofOrganisation());
        assertThat(find().found()).isTrue();
        issuer.hang();
        await().atMost(SOON).until(() -> issuer.keyRequests() == 2);
        begun.prepare();
        await().until(() -> beginning.keyRequests() == 1);
        assertThat(find(rested, "first").found()).isTrue();

        for (var one : List.of(begun, rested, keys)) {
            one.close();
            assertThat(find(one, "first")).matches(o -> !o.found() && o.atOnce());
        }
        issuer.recover();
        beginning.recover();

        Thread.sleep(8_000);
        assertThat(beginning.keyRequests()).isEqualTo(1);
        assertThat(resting.keyRequests()).isEqualTo(1);
        assertThat(issuer.keyRequests()).isEqualTo(2);
    }
}
