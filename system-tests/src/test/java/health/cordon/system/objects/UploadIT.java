package health.cordon.system.objects;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import health.cordon.system.platform.Answer;
import health.cordon.system.platform.Database;
import health.cordon.system.platform.ObjectVersions;
import health.cordon.system.platform.OnPlatform;
import health.cordon.system.platform.Organisation;
import health.cordon.system.platform.Pictures;
import health.cordon.system.platform.Platform;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@OnPlatform
class UploadIT {
    private static final String SHARED = "cordon-shared";
    private final Platform platform;
    private final Organisation organisation;
    private final Database database;
    private String caseId = "";

    UploadIT(Platform platform) {
        this.platform = platform;
        organisation = platform.organisation();
        database = platform.sharedDatabase();
    }

    @BeforeEach
    void thereIsACase() {
        caseId = organisation.addCase(organisation.addPatient());
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                4_000,
                Platform.MULTIPART_THRESHOLD - 1,
                Platform.MULTIPART_THRESHOLD,
                Platform.MULTIPART_THRESHOLD + 1,
                Platform.OBJECT_MAX_BYTES
            })
    void comesBackByteForByte(int size) throws NoSuchAlgorithmException {
        var picture = Pictures.large(size, size);

        var added = organisation.addImage(caseId, picture);

        assertThat(added.json().path("sizeBytes").asLong()).isEqualTo(size);
        assertThat(added.text("sha256")).isEqualTo(sha256(picture));
        assertThat(added.text("s3Bucket")).isEqualTo(SHARED);
        assertThat(added.text("contentType")).isEqualTo("image/png");
        var again = organisation.reader().get("images/" + added.id());
        var download = Download.of(again.text("url")).get();
        assertThat(download.statusCode()).isEqualTo(200);
        assertThat(download.body()).isEqualTo(picture);
        assertThat(download.headers().firstValue("Content-Disposition"))
                .hasValueSatisfying(
                        disposition -> assertThat(disposition).startsWith("attachment;"));
        try (var objects = platform.objects()) {
            assertThat(objects.of(SHARED, organisation)).hasSize(1);
            assertThat(objects.unfinished(SHARED, organisation)).isEmpty();
        }
        assertThat(database.rows("object_removal", organisation)).isZero();
    }

    @Test
    void keepsReportsWithTheirKind() {
        var histology = organisation.addReport(caseId, "Carcinoma, no.".getBytes(UTF_8));
        var note =
                organisation
                        .clinician()
                        .upload(
                                "cases/" + caseId + "/histology-reports?kind=note",
                                "application/octet-stream",
                                "Walked the dog.".getBytes(UTF_8));

        assertThat(histology.text("kind")).isEqualTo("histology");
        assertThat(note.text("kind")).isEqualTo("note");
        assertThat(Download.of(note.text("url")).get().body())
                .isEqualTo("Walked the dog.".getBytes(UTF_8));
        var unknown =
                organisation
                        .clinician()
                        .upload(
                                "cases/" + caseId + "/histology-reports?kind=diary",
                                "text/plain",
                                "x".getBytes(UTF_8));
        assertRefused(unknown, 400, "invalid-request");
    }

    @Test
    void refusesWhatIsTooLargeAndLeavesNothing() {
        var tooLarge = Pictures.large(3, Platform.OBJECT_MAX_BYTES + 1);

        assertRefused(upload("image/png", tooLarge), 413, "too-large");

        assertNothingIsLeft();
    }

    @Test
    void believesTheBytesAndNotTheirName() {
        assertRefused(
                upload("image/png", "<html>hello</html>".getBytes(UTF_8)),
                415,
                "unsupported-media-type");
        assertRefused(
                upload("image/png", "%PDF-1.7 not a picture".getBytes(UTF_8)),
                415,
                "unsupported-media-type");
        assertRefused(upload("image/png", new byte[0]), 415, "unsupported-media-type");

        assertNothingIsLeft();
        assertThat(upload("text/html", Pictures.png(4)).text("contentType"))
                .as("a picture by another name")
                .isEqualTo("image/png");
    }

    private Answer upload(String type, byte[] body) {
        return organisation.clinician().upload("cases/" + caseId + "/images", type, body);
    }

    private void assertNothingIsLeft() {
        assertThat(database.rows("image", organisation)).isZero();
        assertThat(database.rows("object_removal", organisation)).isZero();
        try (ObjectVersions objects = platform.objects()) {
            assertThat(objects.of(SHARED, organisation)).isEmpty();
            assertThat(objects.unfinished(SHARED, organisation)).isEmpty();
        }
    }

    private static void assertRefused(Answer answer, int status, String problem) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(status);
        assertThat(answer.text("type")).isEqualTo("urn:cordon:problem:" + problem);
    }

    private static String sha256(byte[] bytes) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
