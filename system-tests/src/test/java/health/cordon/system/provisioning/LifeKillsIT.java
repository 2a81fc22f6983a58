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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A server dies at the end of each step of an end and of an exchange of passwords: the step is
 * done, and nobody has noted it. The other server goes on.
 */
@Tag("deep")
@Tag("life")
@OnPlatform
class LifeKillsIT {
    private static final List<String> ENDING =
            List.of(
                    "closed",
                    "accounts",
                    "count",
                    "data-keys",
                    "trail",
                    "rows",
                    "objects",
                    "key",
                    "scan");
    private static final List<String> EXCHANGING =
            List.of("accounts", "walls", "switch", "wait", "former");
    private static final String DELETION = "deletion";
    private static final Duration LONG = Duration.ofSeconds(90);

    private final Platform platform;
    private final Fleet fleet;
    private final Client admin;
    private final Database database;
    private final Halt ends;
    private final Halt exchanges;
    private final String prefix = Organisation.unique("k");

    LifeKillsIT(Platform platform) {
        this.platform = platform;
        fleet = new Fleet(platform, DatabaseHost.of(platform));
        admin = platform.platformAdmin();
        database = platform.platformDatabase();
        ends = new Halt(database, "retirement_step", "organisation_id");
        exchanges = new Halt(database, "credential_rotation_step", "ref");
    }

    @BeforeEach
    void aServer() {
        fleet.add(200, 0);
    }

    @AfterEach
    void everythingRunsAgain() {
        ends.remove();
        exchanges.remove();
        platform.endSecondNode();
        fleet.forget();
    }

    @Test
    void anEndAndAnExchangeGoOnAfterADeathInAnyStep() throws Exception {
        var ending = made("end-", Stream.concat(ENDING.stream(), Stream.of(DELETION)).toList());
        var exchanging = made("exchange-", EXCHANGING);
        var neighbour = made("neighbour-", List.of("none")).get(0);
        ending.forEach(one -> one.ending().begin());
        ending.get(ending.size() - 1).ending().waitedOut();

        var second = platform.secondNode(Map.of("PLATFORM_DB_POOL_SIZE", "60"));
        ending.forEach(one -> ends.at(one.id(), one.step()));
        exchanging.forEach(one -> exchanges.at(one.ref(), one.step()));
        ends.put();
        exchanges.put();
        var threads = Executors.newCachedThreadPool();
        try {
            var there = admin.via(second);
            var asked = new ArrayList<CompletableFuture<Void>>();
            for (var one : ending) {
                asked.add(
                        CompletableFuture.runAsync(
                                () -> untilItDies(() -> one.ending().goOn(there)), threads));
            }
            for (var one : exchanging) {
                asked.add(
                        CompletableFuture.runAsync(
                                () -> untilItDies(() -> exchange(there, one)), threads));
            }
            await().atMost(LONG)
                    .untilAsserted(
                            () ->
                                    assertThat(Halt.waiting(database))
                                            .isEqualTo(ending.size() + exchanging.size()));
            var process = ProcessHandle.of(second.pid().orElseThrow()).orElseThrow();
            assertThat(process.destroyForcibly()).isTrue();
            for (var one : asked) {
                assertThat(one).succeedsWithin(LONG);
            }
        } finally {
            threads.shutdownNow();
            Halt.end(database);
            ends.remove();
            exchanges.remove();
        }
        for (var one : ending) {
            assertEnded(one);
        }
        for (var one : exchanging) {
            assertExchanged(one);
        }
        assertServesWhatItHas(neighbour);
    }

    /**
     * @param step after which the server dies
     */
    private record Own(Provisioned made, String step, String bucket, String key) {
        String id() {
            return made.id();
        }

        String slug() {
            return made.slug();
        }

        String ref() {
            return made.ref();
        }

        Ending ending() {
            return new Ending(made.platform(), slug(), id());
        }
    }

    /** One for each step, with a record in it. */
    private List<Own> made(String kind, List<String> steps) {
        var all = new ArrayList<Own>();
        for (var step : steps) {
            var slug = kind + prefix + "-" + all.size();
            var made = fleet.provision(Fleet.wanted(slug, "db", "bucket", "key"));
            assertThat(made.status()).as("%s", made).isEqualTo(201);
            fleet.assertServes(slug);
            all.add(
                    new Own(
                            new Provisioned(
                                    platform,
                                    "",
                                    slug,
                                    made.id(),
                                    made.text("clinicalDbConnectionRef")),
                            step,
                            made.text("clinicalStorageBucket"),
                            made.text("clinicalKmsKeyArn")));
        }
        return all;
    }

    private static Answer exchange(Client by, Own one) {
        return by.send("POST", one.made().rotationPath(), new byte[0]);
    }

    private static void untilItDies(Runnable ask) {
        while (true) {
            try {
                ask.run();
                Thread.sleep(500);
            } catch (RuntimeException e) {
                // The connection was cut.
                return;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void assertEnded(Own one) {
        var then = Instant.now();
        if (!one.step().equals(DELETION)) {
            one.ending().waitedOut();
        }
        assertThat(one.ending().finish()).isEqualTo("deleted");
        System.out.printf(
                "life       killed at %s; at its end after %d s%n",
                one.step(), Duration.between(then, Instant.now()).toSeconds());
        for (var verb : List.of("TENANT_RETIRED", "TENANT_DELETED")) {
            assertThat(
                            database.count(
                                    "audit_record",
                                    "verb = '%s' AND tenant_id = '%s'".formatted(verb, one.id())))
                    .as("%s: %s", one.step(), verb)
                    .isOne();
        }
        assertThat(
                        one.made()
                                .dba()
                                .column(
                                        "SHOW DATABASES LIKE '%s'"
                                                .formatted(one.made().database())))
                .isEmpty();
        try (var keys = platform.keys()) {
            assertThat(
                            keys.kms()
                                    .describeKey(of -> of.keyId(one.key()))
                                    .keyMetadata()
                                    .keyStateAsString())
                    .isEqualTo("PendingDeletion");
        }
        try (var objects = platform.objects()) {
            assertThat(objects.buckets()).doesNotContain(one.bucket());
        }
        assertThat(
                        database.count(
                                "retired_trail",
                                "organisation_id = '%s' AND JSON_VALUE(line, '$.verb') = 'patient.create'"
                                        .formatted(one.id())))
                .as(one.step())
                .isOne();
    }

    private void assertExchanged(Own one) {
        var then = Instant.now();
        var last = new Answer[1];
        await().atMost(LONG)
                .pollDelay(Duration.ZERO)
                .until(
                        () -> {
                            last[0] = exchange(admin, one);
                            assertThat(last[0].status()).as("%s", last[0]).isEqualTo(200);
                            return last[0].text("state").equals("done");
                        });
        System.out.printf(
                "life       killed at %s; exchanged after %d s%n",
                one.step(), Duration.between(then, Instant.now()).toSeconds());
        assertThat(
                        one.made()
                                .dba()
                                .column(
                                        "SELECT user FROM mysql.user WHERE user LIKE '%s%%'"
                                                .formatted(one.made().database())))
                .containsExactlyInAnyOrder(
                        one.made().runtime().user(), one.made().migration().user());
        assertThat(
                        database.count(
                                "audit_record",
                                "tenant_id = '%s' AND verb = 'organisation.credentials-rotate'"
                                        .formatted(one.id())))
                .as(one.step())
                .isOne();
        assertServesWhatItHas(one);
    }

    private void assertServesWhatItHas(Own one) {
        var patients = fleet.clinician(one.slug()).get("patients");
        assertThat(patients.json().path("items")).as("%s", patients).hasSize(1);
    }
}
