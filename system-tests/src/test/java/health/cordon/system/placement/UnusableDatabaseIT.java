package health.cordon.system.placement;

import static org.assertj.core.api.Assertions.assertThat;

import health.cordon.system.platform.Answer;
import health.cordon.system.platform.OnPlatform;
import health.cordon.system.platform.Organisation;
import health.cordon.system.platform.Platform;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A database that is missing, dead or somebody else's: refused, for its organisation alone. */
@OnPlatform
class UnusableDatabaseIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private final Platform platform;
    private final Organisation organisation;
    private final Organisation neighbour;
    private String theirs = "";

    UnusableDatabaseIT(Platform platform) {
        this.platform = platform;
        organisation = platform.organisation();
        neighbour = platform.organisation();
    }

    @BeforeEach
    void theNeighbourHasAPatient() {
        theirs = neighbour.addPatient();
    }

    @AfterEach
    void theNeighbourNoticesNothing() {
        assertThat(neighbour.reader().get("patients/" + theirs).status()).isEqualTo(200);
        assertThat(neighbour.addPatient()).isNotEmpty();
    }

    @Test
    void withoutAUrlAndNeverServedStaysShared() {
        assign(Organisation.unique("none-"));

        var patient = organisation.addPatient();

        assertThat(platform.sharedDatabase().count("patient", "id = '" + patient + "'"))
                .isEqualTo(1);
    }

    @Test
    void withoutAUrlOnceServedIsRefusedUntilTheUrlIsBack() {
        var own = Dedicated.create(platform);
        assign(own.ref());
        var patient = organisation.addPatient();
        var url = own.url();

        Dedicated.removeUrl(platform, own.ref());
        refresh();

        assertUnavailable();
        Dedicated.writeUrl(platform, own.ref(), url);
        refresh();
        assertThat(organisation.reader().get("patients/" + patient).status()).isEqualTo(200);
    }

    @Test
    void ofAnotherOrganisationNeverServesUnderAnotherRef() {
        var own = Dedicated.create(platform);
        assign(neighbour, own.ref());
        theirs = neighbour.addPatient();
        var alias = Organisation.unique("alias-");
        Dedicated.writeUrl(platform, alias, own.url());

        assign(alias);

        assertUnavailable();
        assertThat(own.database().column("SELECT DISTINCT tenant_id FROM patient"))
                .containsExactly(neighbour.id());
    }

    @Test
    void thatAllShareNeverServesUnderARef() {
        var alias = Organisation.unique("alias-");
        Dedicated.writeUrl(platform, alias, sharedUrl());

        assign(alias);

        assertUnavailable();
    }

    @Test
    void swappedBehindItsRefNoLongerServes() {
        var own = Dedicated.create(platform);
        assign(own.ref());
        var patient = organisation.addPatient();
        var url = own.url();
        var another = Dedicated.create(platform);

        Dedicated.writeUrl(platform, own.ref(), another.url());
        refresh();

        assertUnavailable();
        assertThat(another.database().rows("patient", organisation)).isZero();
        Dedicated.writeUrl(platform, own.ref(), url);
        refresh();
        assertThat(organisation.reader().get("patients/" + patient).status()).isEqualTo(200);
    }

    @Test
    void withAWrongPasswordIsRefused() {
        var own = Dedicated.create(platform);
        Dedicated.writeUrl(
                platform, own.ref(), own.url().replaceFirst("//([^:]+):[^@]+@", "//$1:wrong@"));

        assign(own.ref());

        assertUnavailable();
    }

    @Test
    void thatIsNoUrlAtAllIsRefusedOrShared() {
        var ref = Organisation.unique("none-");
        Dedicated.writeUrl(platform, ref, "this is no URL");

        assign(ref);

        // It never served, so the rule for a missing URL holds.
        assertThat(organisation.reader().get("patients").status()).isEqualTo(200);
    }

    @Test
    void thatIsDeadCostsTheNeighbourNothing() throws Exception {
        var ref = Organisation.unique("dead-");
        Dedicated.writeUrl(platform, ref, "mysql://nobody:nothing@127.0.0.1:1/none");
        assign(ref);
        var threads = Executors.newFixedThreadPool(8);
        try {
            for (int i = 0; i < 8; i++) {
                threads.execute(() -> organisation.reader().get("patients"));
            }
            for (int i = 0; i < 10; i++) {
                assertThat(neighbour.reader().get("patients/" + theirs).status()).isEqualTo(200);
            }
            threads.shutdown();
            assertThat(threads.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } finally {
            threads.shutdownNow();
        }
        assertUnavailable();
    }

    private void assertUnavailable() {
        var before = platform.sharedDatabase().footprint(organisation);
        for (Answer answer :
                new Answer[] {
                    organisation.reader().get("patients"),
                    organisation.clinician().post("patients", Organisation.patient("1", "A")),
                    organisation.admin().delete("patients/" + theirs)
                }) {
            assertThat(answer.status()).as("%s", answer).isEqualTo(503);
            assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
            assertThat(answer.header("retry-after")).isNotEmpty();
            assertThat(answer.text()).doesNotContain("mysql", "127.0.0.1");
        }
        assertThat(platform.sharedDatabase().footprint(organisation)).isEqualTo(before);
    }

    private void assign(String ref) {
        assign(organisation, ref);
    }

    /** By plain SQL: a change through the product would be refused (see {@link PreflightIT}). */
    private void assign(Organisation to, String ref) {
        platform.platformDatabase()
                .execute(
                        "UPDATE organisation SET clinical_db_connection_ref = '%s' WHERE id = '%s'"
                                .formatted(ref, to.id()));
        refresh();
    }

    /** Any change through the product makes the node read the URLs again. */
    private void refresh() {
        platform.organisation();
    }

    private String sharedUrl() {
        return "mysql://cordon_clinical_app:%s@127.0.0.1:%d/cordon_clinical"
                .formatted(
                        platform.secrets().clinicalPassword(),
                        platform.sandbox().port(health.cordon.sandbox.home.PortName.DB));
    }
}
