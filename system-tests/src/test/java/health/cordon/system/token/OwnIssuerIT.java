package health.cordon.system.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import health.cordon.system.platform.Answer;
import health.cordon.system.platform.OnPlatform;
import health.cordon.system.platform.Organisation;
import health.cordon.system.platform.Platform;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A hospital that signs its people in by itself. */
@OnPlatform
class OwnIssuerIT {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final int FLOOD = 60;

    /** So many requests may wait for one issuer: a quarter of what the server begins with. */
    private static final int PLACES = Math.max(2, Runtime.getRuntime().availableProcessors()) / 2;

    private final Platform platform;
    private final Organisation north;
    private final Organisation south;
    private final HospitalIssuer issuer = new HospitalIssuer();

    OwnIssuerIT(Platform platform) {
        this.platform = platform;
        north = platform.organisation();
        south = platform.organisation();
    }

    @BeforeEach
    void northHasItsOwn() {
        issuer.vouchFor(north, platform.platformAdmin());
    }

    @AfterEach
    void stop() {
        issuer.close();
    }

    private Answer list(String token) {
        return platform.api(token).get("patients");
    }

    private void assertUnauthenticated(Answer answer) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(401);
        assertThat(answer.indistinguishable()).isEqualTo(list("garbage").indistinguishable());
    }

    @Test
    void vouchesForItsPeople() {
        var patient =
                platform.api(issuer.token())
                        .post("patients", Organisation.patient("MRN-1", "Own"))
                        .id();
        assertThat(list(issuer.token()).json().path("items").path(0).path("id").asText())
                .isEqualTo(patient);
        for (var name : List.of(north.slug(), north.id())) {
            assertThat(list(issuer.sign(issuer.claims().claim("tenant_id", name))).status())
                    .isEqualTo(200);
        }
    }

    @Test
    void vouchesForNobodyElse() {
        for (var claim :
                List.of(
                        south.slug(),
                        south.id(),
                        "nobody",
                        List.of(north.slug()),
                        List.of(north.slug(), south.slug()))) {
            assertUnauthenticated(list(issuer.sign(issuer.claims().claim("tenant_id", claim))));
        }
        assertUnauthenticated(
                list(issuer.sign(issuer.claims().claim("groups", List.of("platform-admin")))));
        assertUnauthenticated(
                platform.admin(
                                issuer.sign(
                                        issuer.claims().claim("groups", List.of("platform-admin"))))
                        .get("organisations"));
        var asked = platform.api(issuer.token()).with("X-Tenant-ID", south.slug()).get("patients");
        assertThat(asked.status()).isEqualTo(403);
    }

    @Test
    void isTheOnlyOneForThem() {
        var token = platform.sandbox().token("org:" + north.slug() + " role:clinician");
        var answer = list(token);
        assertThat(answer.status()).isEqualTo(403);
        var unknown = list(platform.sandbox().token("org:nobody-here role:clinician"));
        assertThat(answer.indistinguishable()).isEqualTo(unknown.indistinguishable());
    }

    @Test
    void vouchesForOneHospitalOnly() {
        var admin = platform.platformAdmin();
        var path = "organisations/" + south.slug();
        var before = admin.get(path);
        var answer =
                admin.put(
                        path,
                        before.etag(),
                        Map.of("name", before.text("name"), "oidcIssuer", issuer.name()));
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.toString()).doesNotContain(north.slug(), north.id());
        assertThat(admin.get(path).etag()).isEqualTo(before.etag());
    }

    @Test
    void isForgottenWhenTheHospitalGivesItUp() {
        var token = issuer.token();
        assertThat(list(token).status()).isEqualTo(200);
        var admin = platform.platformAdmin();
        var path = "organisations/" + north.slug();
        var before = admin.get(path);
        admin.put(path, before.etag(), Map.of("name", before.text("name")));
        assertUnauthenticated(list(token));
        var fallback = platform.sandbox().token("org:" + north.slug() + " role:clinician");
        assertThat(list(fallback).status()).isEqualTo(200);
    }

    @Test
    void rotatesItsKeys() {
        var old = issuer.token();
        assertThat(list(old).status()).isEqualTo(200);
        issuer.rotate("second");
        assertThat(list(issuer.token()).status()).as("a new key at once").isEqualTo(200);
        assertThat(list(old).status()).as("the old one still stands").isEqualTo(200);
    }

    @Test
    @Tag("deep")
    @Tag("others")
    void withdrawsAKeyOnEveryNode() {
        var second = platform.secondNode();
        var here = platform.api(issuer.token());
        var there = here.via(second);
        await().atMost(SOON).until(() -> there.get("patients").status() == 200);
        assertThat(here.get("patients").status()).isEqualTo(200);
        issuer.rotate("second");
        issuer.withdraw("first");
        await().atMost(SOON)
                .until(
                        () ->
                                here.get("patients").status() == 401
                                        && there.get("patients").status() == 401);
        assertThat(list(issuer.token()).status()).isEqualTo(200);
    }

    @Test
    void isAskedAboutUnknownKeysOnlyNowAndThen() {
        assertThat(list(issuer.token()).status()).isEqualTo(200);
        int before = issuer.asked();
        var published = issuer.key().getKeyID();
        for (int i = 0; i < 40; i++) {
            issuer.rotate("unknown-" + i);
            issuer.withdraw("unknown-" + i);
            assertUnauthenticated(list(issuer.token()));
        }
        assertThat(issuer.asked() - before).isLessThan(20);
        assertThat(published).isEqualTo("first");
    }

    @Test
    void mayBeAwayForAWhile() throws Exception {
        var token = issuer.token();
        assertThat(list(token).status()).isEqualTo(200);
        var fresh = issuer.sign(issuer.claims().jwtID("fresh"));
        issuer.close();
        Thread.sleep(14_000);
        assertThat(list(token).status()).isEqualTo(200);
        assertThat(list(fresh).status()).isEqualTo(200);
    }

    @Test
    void costsNobodyElseAnythingWhenItHangs() throws Exception {
        issuer.hangFromTheStart(true);
        int before = issuer.discovered();
        var token = issuer.token();
        var callers = Executors.newFixedThreadPool(FLOOD);
        var flood = new ArrayList<Future<Timed>>();
        for (int i = 0; i < FLOOD; i++) {
            flood.add(callers.submit(() -> Timed.of(() -> list(token))));
        }
        var others = new ArrayList<Timed>();
        while (!flood.stream().allMatch(Future::isDone)) {
            others.add(Timed.of(() -> south.reader().get("patients")));
        }
        callers.shutdown();
        var outcomes = new ArrayList<Timed>();
        for (var one : flood) {
            outcomes.add(one.get());
        }
        System.out.printf(
                "hanging issuer: %d tokens, slowest %d ms, %d of them held for over 2 s, %d"
                        + " discoveries; meanwhile %d reads of others, slowest %d ms%n",
                FLOOD,
                slowest(outcomes),
                outcomes.stream().filter(Timed::held).count(),
                issuer.discovered() - before,
                others.size(),
                slowest(others));
        assertThat(outcomes).allMatch(one -> one.status() == 503).noneMatch(Timed::tooLong);
        assertThat(outcomes).filteredOn(Timed::held).hasSizeLessThanOrEqualTo(PLACES);
        assertThat(issuer.discovered() - before).isLessThanOrEqualTo(2);
        assertThat(others).allMatch(one -> one.status() == 200).noneMatch(Timed::held);
        issuer.hangFromTheStart(false);
        await().atMost(SOON.multipliedBy(2)).until(() -> list(issuer.token()).status() == 200);
    }

    private static long slowest(List<Timed> calls) {
        return calls.stream().mapToLong(Timed::millis).max().orElse(0);
    }

    /** How a request ended, and after what time. */
    private record Timed(int status, long millis) {
        static Timed of(Supplier<Answer> request) {
            long begin = System.nanoTime();
            int status = request.get().status();
            return new Timed(status, Duration.ofNanos(System.nanoTime() - begin).toMillis());
        }

        boolean held() {
            return millis > 2_000;
        }

        boolean tooLong() {
            return millis > 8_000;
        }
    }

    @Test
    void isSuspendedWithItsHospital() {
        var second = platform.secondNode();
        var admin = platform.platformAdmin();
        var here = platform.api(issuer.token());
        var there = here.via(second);
        await().atMost(SOON).until(() -> there.get("patients").status() == 200);
        var suspended = admin.send("PUT", suspension(), new byte[0]);
        assertThat(suspended.text("status")).isEqualTo("suspended");
        assertSuspended(here.get("patients"));
        await().atMost(SOON).until(() -> there.get("patients").status() == 403);
        assertSuspended(there.get("patients"));
        assertThat(south.reader().get("patients").status()).isEqualTo(200);
        assertThat(admin.send("PUT", suspension(), new byte[0]).status()).isEqualTo(200);
        assertThat(admin.delete(suspension()).text("status")).isEqualTo("active");
        assertThat(here.get("patients").status()).isEqualTo(200);
        await().atMost(SOON).until(() -> there.get("patients").status() == 200);
    }

    private String suspension() {
        return "organisations/" + north.slug() + "/suspension";
    }

    private static void assertSuspended(Answer answer) {
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.json().path("type").asText())
                .isEqualTo("urn:cordon:problem:organisation-suspended");
    }
}
