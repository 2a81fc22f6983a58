package health.cordon.system.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import health.cordon.system.platform.Answer;
import health.cordon.system.platform.Database;
import health.cordon.system.platform.OnPlatform;
import health.cordon.system.platform.Organisation;
import health.cordon.system.platform.Pictures;
import health.cordon.system.platform.Platform;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** The runbook, by plain SQL: set the columns, see where new records land, clear them again. */
@OnPlatform
class SideBySideIT {
    private static final Duration PROMISED = Duration.ofSeconds(30);
    private static final String SHARED_BUCKET = "cordon-shared";
    private final Platform platform;
    private final Organisation moving;
    private final Organisation staying;
    private final Database shared;

    SideBySideIT(Platform platform) {
        this.platform = platform;
        moving = platform.organisation();
        staying = platform.organisation();
        shared = platform.sharedDatabase();
    }

    @Test
    void newRecordsLandWhereTheColumnsSayAndOldOnesStay() {
        var own = Dedicated.create(platform);
        var before = Records.of(moving);
        var neighbours = Records.of(staying);
        before.assertIn(shared, SHARED_BUCKET, sharedKey());

        own.assignBucketAndKeyBySql(moving);
        within("bucket and key set by SQL", () -> bucketOfNewImage(before).equals(own.bucket()));
        before.assertReadable();
        var between = Records.of(moving);
        between.assertIn(shared, own.bucket(), own.key());

        own.assignBySql(moving);
        within("all three set by SQL", () -> before.patient().status() == 404);
        before.assertOutOfReach();
        between.assertOutOfReach();
        assertThat(moving.reader().get("patients").json().path("items")).isEmpty();
        var dedicated = Records.of(moving);
        dedicated.assertIn(own.database(), own.bucket(), own.key());
        assertThat(shared.count("patient", "id = '" + dedicated.patientId + "'")).isZero();
        assertThat(own.database().rows("patient", moving)).isEqualTo(1);
        assertThat(own.database().writes(moving)).isEqualTo(3);

        neighbours.assertReadable();
        Records.of(staying).assertIn(shared, SHARED_BUCKET, sharedKey());
        assertThat(own.database().column("SELECT DISTINCT tenant_id FROM patient"))
                .containsExactly(moving.id());

        own.clearBySql(moving);
        within("all three cleared by SQL", () -> before.patient().status() == 200);
        before.assertReadable();
        between.assertReadable();
        dedicated.assertOutOfReach();
        Records.of(moving).assertIn(shared, SHARED_BUCKET, sharedKey());

        own.assignBySql(moving);
        within("all three set again", () -> dedicated.patient().status() == 200);
        dedicated.assertReadable();
        before.assertOutOfReach();
    }

    private static void within(String what, Callable<Boolean> condition) {
        var begin = Instant.now();
        await(what).atMost(PROMISED).pollInterval(Duration.ofMillis(100)).until(condition);
        System.out.printf(
                "placement  %s: seen after %.1f s%n",
                what, Duration.between(begin, Instant.now()).toMillis() / 1000.0);
    }

    private String bucketOfNewImage(Records records) {
        return moving.addImage(records.caseId, Pictures.png(5)).text("s3Bucket");
    }

    private String sharedKey() {
        return shared.value(
                ("SELECT SUBSTRING_INDEX(SUBSTRING(wrapped, 5), '|', 1) FROM dek"
                                + " WHERE tenant_id = '%s' AND purpose = 'INDEX'")
                        .formatted(staying.id()));
    }

    /** A patient with a case and a picture. */
    private record Records(
            Organisation owner, String patientId, String caseId, String image, byte[] picture) {
        static Records of(Organisation owner) {
            var patient = owner.addPatient();
            var caseId = owner.addCase(patient);
            var picture = Pictures.png(patient.hashCode());
            return new Records(
                    owner, patient, caseId, owner.addImage(caseId, picture).id(), picture);
        }

        Answer patient() {
            return owner.reader().get("patients/" + patientId);
        }

        void assertIn(Database database, String bucket, String key) {
            assertThat(database.count("patient", "id = '" + patientId + "'")).isEqualTo(1);
            assertThat(database.count("clinical_case", "id = '" + caseId + "'")).isEqualTo(1);
            assertThat(database.value("SELECT s3_bucket FROM image WHERE id = '" + image + "'"))
                    .isEqualTo(bucket);
            assertThat(
                            database.value(
                                    "SELECT d.wrapped FROM dek d JOIN patient p ON d.id = p.dek_id"
                                            + " WHERE p.id = '%s'".formatted(patientId)))
                    .startsWith("kms:" + key + "|");
            assertReadable();
        }

        void assertReadable() {
            assertThat(patient().status()).isEqualTo(200);
            assertThat(owner.reader().get("cases/" + caseId).status()).isEqualTo(200);
            var found = owner.reader().get("images/" + image);
            assertThat(found.status()).as("%s", found).isEqualTo(200);
            assertThat(download(found.text("url"))).isEqualTo(picture);
        }

        void assertOutOfReach() {
            for (var path :
                    List.of("patients/" + patientId, "cases/" + caseId, "images/" + image)) {
                assertThat(owner.reader().get(path).status()).as(path).isEqualTo(404);
            }
        }
    }

    private static byte[] download(String url) {
        var request = HttpRequest.newBuilder(URI.create(url)).timeout(PROMISED).build();
        return HttpClient.newHttpClient()
                .sendAsync(request, BodyHandlers.ofByteArray())
                .join()
                .body();
    }
}
