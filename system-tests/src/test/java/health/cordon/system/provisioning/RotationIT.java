package health.cordon.system.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import health.cordon.sandbox.home.PrivateFile;
import health.cordon.system.platform.Answer;
import health.cordon.system.platform.Client;
import health.cordon.system.platform.OnPlatform;
import health.cordon.system.platform.Organisation;
import health.cordon.system.platform.Platform;
import health.cordon.tenancy.database.Connections;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The passwords of a database are exchanged under those who work in it, and nobody notices. */
@OnPlatform
class RotationIT {
    /** The second where the account is not there at all, by MariaDB. */
    private static final List<Integer> REFUSED = List.of(1045, 1698);

    private static final int NOT_FEW = 300;

    private final Platform platform;

    RotationIT(Platform platform) {
        this.platform = platform;
    }

    @Test
    void failsNoRequestAndEndsTheFormerAccounts() throws Exception {
        var own = Provisioned.make(platform);
        exchangeTwice(own, List.of(own.clinician()));
    }

    /** The other node learns of it by itself. */
    @Test
    @Tag("deep")
    @Tag("life")
    void failsNoRequestOnAnyNode() throws Exception {
        var second = platform.secondNode();
        try {
            var own = Provisioned.make(platform);
            var there = own.clinician().via(second);
            await().atMost(Duration.ofSeconds(90))
                    .ignoreExceptions()
                    .until(() -> there.get("patients").status() == 200);
            exchangeTwice(own, List.of(own.clinician(), there));
        } finally {
            platform.endSecondNode();
        }
    }

    private void exchangeTwice(Provisioned own, List<Client> callers) throws Exception {
        var first = own.runtime();
        var firstMigration = own.migration();
        var traffic = Traffic.of(callers);
        try (traffic) {
            await().atMost(Duration.ofSeconds(30)).until(() -> traffic.requests() > 50);
            var done = rotated(own);
            System.out.println("rotation   " + done);
            assertThat(done.path("steps").findValuesAsText("name"))
                    .containsExactly("accounts", "walls", "switch", "wait", "former");
            assertThat(done.path("rotatedAt").asText()).isNotEmpty();

            assertThat(own.runtime().user()).isEqualTo(first.user() + "2");
            assertThat(own.migration().user()).isEqualTo(firstMigration.user() + "_2");
            assertThat(own.runtime().password()).isNotEqualTo(first.password());
            assertThat(Provisioned.signIn(first)).isIn(REFUSED);
            assertThat(Provisioned.signIn(firstMigration)).isIn(REFUSED);
            awaitAlone(own.runtime().user(), own);
            assertNothingWorksInTheNameOf(firstMigration.user(), own);

            var second = own.runtime();
            rotated(own);
            assertThat(own.runtime().user()).isEqualTo(first.user());
            assertThat(own.migration().user()).isEqualTo(firstMigration.user());
            assertThat(own.runtime().password()).isNotEqualTo(first.password());
            assertThat(Provisioned.signIn(second)).isIn(REFUSED);
            awaitAlone(first.user(), own);
            int before = traffic.requests();
            await().atMost(Duration.ofSeconds(30)).until(() -> traffic.requests() > before + 50);
        }
        System.out.printf(
                "rotation   %d requests, %d failed, %d patients%n",
                traffic.requests(), traffic.failed().size(), traffic.created().size());
        assertThat(traffic.failed()).isEmpty();
        assertThat(traffic.requests()).isGreaterThan(NOT_FEW);
        assertThat(own.dba().column("SELECT id FROM %s.patient".formatted(own.database())))
                .containsExactlyInAnyOrderElementsOf(traffic.created().values());
        assertThat(
                        own.rows()
                                .count(
                                        "audit_record",
                                        "tenant_id = '%s' AND verb = 'organisation.credentials-rotate'"
                                                .formatted(own.id())))
                .isEqualTo(2);
    }

    private static JsonNode rotated(Provisioned own) {
        var last = new Answer[1];
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(500))
                .until(
                        () -> {
                            last[0] = own.rotate();
                            assertThat(last[0].status()).as("%s", last[0]).isEqualTo(200);
                            return last[0].text("state").equals("done");
                        });
        return last[0].json();
    }

    /** A session that ends is listed for a moment more, such as that of whoever built the walls. */
    private static void awaitAlone(String user, Provisioned own) {
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(signedIn(own)).containsExactly(user));
    }

    /** Whose sessions there are in the database. */
    private static List<String> signedIn(Provisioned own) {
        return own.dba()
                .column(
                        "SELECT DISTINCT user FROM information_schema.processlist WHERE db = '%s'"
                                .formatted(own.database()));
    }

    private static void assertNothingWorksInTheNameOf(String user, Provisioned own) {
        for (var kind :
                List.of("routines WHERE routine", "views WHERE table", "triggers WHERE trigger")) {
            assertThat(
                            own.dba()
                                    .column(
                                            "SELECT definer FROM information_schema.%s_schema = '%s' AND definer LIKE '%s@%%'"
                                                    .formatted(kind, own.database(), user)))
                    .as(kind)
                    .isEmpty();
        }
    }

    /** The command waits for the end by itself. */
    @Test
    void goesOnWhereItStopped() throws Exception {
        var own = Provisioned.make(platform);
        var clinician = own.clinician();
        var former = own.runtime();
        var never = platform.platformAdmin().get(own.rotationPath());
        assertThat(never.text("state")).as("%s", never).isEqualTo("never");
        assertThat(never.json().path("ageDays").asInt(-1)).isZero();

        leavesADatabaseWhoseUrlStandsInAFile(own);
        withoutTheRightToMakeAccounts(own, () -> assertStopped(own, "accounts"));
        assertThat(clinician.get("patients").status()).isEqualTo(200);
        assertThat(own.runtime()).isEqualTo(former);

        var waiting = own.rotate();
        assertThat(waiting.text("state")).as("%s", waiting).isEqualTo("waiting");
        assertThat(waiting.json().at("/waiting/seconds").asInt()).isPositive();
        assertThat(Provisioned.signIn(former)).as("both are valid").isZero();
        assertThat(Provisioned.signIn(own.runtime())).isZero();

        try (var session = Connections.dataSource(former).getConnection()) {
            assertThat(session.isValid(5)).isTrue();
            switchedMinutesAgo(own, 2);
            var held = own.rotate();
            assertThat(held.json().at("/waiting/sessions").asInt()).as("%s", held).isOne();
            switchedMinutesAgo(own, 16);
            withoutTheRightToMakeAccounts(own, () -> assertStopped(own, "former"));
        }
        var done = own.rotate();
        assertThat(done.text("state")).as("%s", done).isEqualTo("done");
        assertThat(Provisioned.signIn(former)).isIn(REFUSED);
        assertThat(clinician.get("patients").status()).isEqualTo(200);
        assertThat(own.rows().count("credential_rotation", "ref = '%s'".formatted(own.ref())))
                .isZero();
    }

    private static void switchedMinutesAgo(Provisioned own, int minutes) {
        own.rows()
                .execute(
                        "UPDATE credential_rotation SET switched_at ="
                                + " UTC_TIMESTAMP(3) - INTERVAL %d MINUTE WHERE ref = '%s'"
                                        .formatted(minutes, own.ref()));
    }

    private static void assertStopped(Provisioned own, String step) {
        var stopped = own.rotate();
        assertThat(stopped.status()).as("%s", stopped).isEqualTo(503);
        assertThat(own.platform().platformAdmin().get(own.rotationPath()).text())
                .contains("\"name\":\"%s\",\"state\":\"failed\"".formatted(step));
    }

    private static void withoutTheRightToMakeAccounts(Provisioned own, Runnable work) {
        own.dba().execute("REVOKE CREATE USER ON *.* FROM 'cordon_provisioner'@'127.0.0.1'");
        try {
            work.run();
        } finally {
            own.dba().execute("GRANT CREATE USER ON *.* TO 'cordon_provisioner'@'127.0.0.1'");
        }
    }

    @Test
    void leavesPasswordsThatItDidNotMake() {
        var admin = platform.platformAdmin();
        var unknown = admin.send("POST", "organisations/nobody-here/credentials/rotation", none());
        assertThat(unknown.status()).as("%s", unknown).isEqualTo(404);
        var byHand = platform.organisation();
        var path = "organisations/%s/credentials/rotation".formatted(byHand.slug());
        for (var verb : List.of("GET", "POST")) {
            var refused = admin.send(verb, path, none());
            assertThat(refused.status()).as("%s", refused).isEqualTo(409);
            assertThat(refused.text("type")).isEqualTo("urn:cordon:problem:credentials-by-hand");
        }
    }

    /** A file comes first, and would keep the former password. */
    private void leavesADatabaseWhoseUrlStandsInAFile(Provisioned own) throws IOException {
        var variable = "CLINICAL_DB_URL_" + own.ref().toUpperCase(Locale.ROOT).replace('-', '_');
        var file = platform.sandbox().home().refs().resolve(variable);
        PrivateFile.write(
                file,
                "mysql://%s:%s@127.0.0.1:%d/%s"
                        .formatted(
                                own.runtime().user(),
                                Organisation.unique("other-password-"),
                                own.runtime().port(),
                                own.database()));
        try {
            var refused = own.rotate();
            assertThat(refused.text("type"))
                    .as("%s", refused)
                    .isEqualTo("urn:cordon:problem:credentials-by-hand");
        } finally {
            Files.delete(file);
        }
        assertThat(own.rows().count("credential_rotation", "ref = '%s'".formatted(own.ref())))
                .isZero();
    }

    private static byte[] none() {
        return new byte[0];
    }
}
