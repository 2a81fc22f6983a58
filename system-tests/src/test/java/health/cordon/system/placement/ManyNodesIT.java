package health.cordon.system.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import health.cordon.sandbox.process.Node;
import health.cordon.system.platform.OnPlatform;
import health.cordon.system.platform.Organisation;
import health.cordon.system.platform.Pictures;
import health.cordon.system.platform.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What one node is told the others learn; nobody is refused meanwhile. */
@OnPlatform
class ManyNodesIT {
    private static final Duration THROUGH_THE_PRODUCT = Duration.ofSeconds(5);
    private static final Duration BY_SQL = Duration.ofSeconds(30);
    private static final int REQUESTS = 40;

    private final Platform platform;
    private final Organisation organisation;
    private final Dedicated own;

    ManyNodesIT(Platform platform) {
        this.platform = platform;
        organisation = platform.organisation();
        own = Dedicated.create(platform);
    }

    private Node second() {
        return platform.secondNode();
    }

    @BeforeEach
    void bothKnowTheOrganisation() {
        var node = second();
        await().atMost(BY_SQL)
                .until(() -> organisation.reader().via(node).get("patients").status() == 200);
    }

    @Test
    @Tag("deep")
    @Tag("others")
    void learnOfAChangeThroughTheProductWithinFiveSeconds() {
        var node = second();
        var admin = platform.platformAdmin();
        var path = "organisations/" + organisation.slug();

        var changed = admin.put(path, admin.get(path).etag(), own.change());

        assertThat(changed.status()).as("%s", changed).isEqualTo(200);
        var here = organisation.addPatient();
        assertThat(own.database().count("patient", "id = '" + here + "'")).isEqualTo(1);
        await().atMost(THROUGH_THE_PRODUCT)
                .until(
                        () ->
                                organisation.reader().via(node).get("patients/" + here).status()
                                        == 200);
    }

    @Test
    void learnOfAChangeBySqlWithinThirtySeconds() {
        var node = second();

        own.assignBySql(organisation);

        await().atMost(BY_SQL).until(() -> isDedicated(newPatient(node)));
        await().atMost(BY_SQL).until(() -> isDedicated(organisation.addPatient()));
    }

    /** The other one may see records under a key and in a bucket that it has not heard of. */
    @Test
    void readWhatTheFasterOneHasWritten() {
        var node = second();
        var patient = organisation.addPatient();
        var admin = platform.platformAdmin();
        var path = "organisations/" + organisation.slug();
        var change = Dedicated.change(null, own.bucket(), own.key());

        assertThat(admin.put(path, admin.get(path).etag(), change).status()).isEqualTo(200);
        var image = organisation.addImage(organisation.addCase(patient), Pictures.png(1)).id();
        var added = organisation.addPatient();

        assertThat(organisation.reader().via(node).get("images/" + image).status()).isEqualTo(200);
        assertThat(organisation.reader().via(node).get("patients/" + added).status())
                .isEqualTo(200);
    }

    @Test
    void warnOfAMissingUrlOncePerRefreshAndNotPerRequest() throws IOException {
        Dedicated.removeUrl(platform, own.ref());
        own.assignBySql(organisation);
        var node = second();
        await().atMost(BY_SQL).until(() -> warnings(node) > 0);

        long before = warnings(node);
        for (int i = 0; i < REQUESTS; i++) {
            assertThat(organisation.reader().via(node).get("patients").status()).isEqualTo(200);
        }

        assertThat(warnings(node) - before).isLessThan(REQUESTS / 10);
    }

    private long warnings(Node node) throws IOException {
        var variable =
                "CLINICAL_DB_URL_" + own.ref().toUpperCase(java.util.Locale.ROOT).replace('-', '_');
        try (var lines = Files.lines(node.messages())) {
            return lines.filter(line -> line.contains(variable + " is not set")).count();
        }
    }

    private String newPatient(Node node) {
        var name = Organisation.unique("P-");
        var answer =
                organisation
                        .clinician()
                        .via(node)
                        .post("patients", Organisation.patient(name, name));
        assertThat(answer.status()).as("%s", answer).isEqualTo(201);
        return answer.id();
    }

    private boolean isDedicated(String patient) {
        return own.database().count("patient", "id = '" + patient + "'") == 1;
    }
}
