package health.cordon.system.objects;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import health.cordon.system.platform.Database;
import health.cordon.system.platform.OnPlatform;
import health.cordon.system.platform.Organisation;
import health.cordon.system.platform.Pictures;
import health.cordon.system.platform.Platform;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;

/** What is deleted goes whole: rows first, then every version of every object. */
@OnPlatform
class DeletionIT {
    private static final String SHARED = "cordon-shared";
    private static final int OTHERS = 12;

    /** Without the parents' locks about every second race is lost. */
    private static final int RACES = 5;

    /** So many that an erasure takes a while, in which an import may come. */
    private static final int VISITS = 60;

    private final Platform platform;
    private final Organisation organisation;
    private final Database database;
    private String patient = "";
    private String caseId = "";
    private String image = "";
    private String report = "";

    DeletionIT(Platform platform) {
        this.platform = platform;
        organisation = platform.organisation();
        database = platform.sharedDatabase();
    }

    @BeforeEach
    void thereIsOneOfEach() {
        patient = organisation.addPatient();
        caseId = organisation.addCase(patient);
        image = organisation.addImage(caseId, Pictures.png(1)).id();
        report = organisation.addReport(caseId, "A report.".getBytes(UTF_8)).id();
        overwriteThePicture();
    }

    @Test
    void ofAnImageLeavesTheReport() {
        assertThat(organisation.admin().delete("images/" + image).status()).isEqualTo(204);

        assertRows(1, 1, 0, 1);
        assertObjects(report);
        assertThat(organisation.admin().delete("images/" + image).status()).isEqualTo(404);
    }

    @Test
    void ofAReportLeavesTheImage() {
        assertThat(organisation.admin().delete("histology-reports/" + report).status())
                .isEqualTo(204);

        assertRows(1, 1, 1, 0);
        assertObjects(image, image);
    }

    @Test
    void ofACaseLeavesThePatient() {
        assertThat(organisation.admin().delete("cases/" + caseId).status()).isEqualTo(204);

        assertRows(1, 0, 0, 0);
        assertObjects();
    }

    @Test
    void ofAPatientLeavesNothingThatItsKeyOpens() {
        var key = "DELETE-" + patient;
        organisation
                .clinician()
                .with("Idempotency-Key", key)
                .post("cases", Organisation.caseOf(patient, "Kept answer"));
        assertThat(database.rows("idempotent_request", organisation)).isEqualTo(1);
        var dek = database.value("SELECT dek_id FROM patient WHERE id = '%s'".formatted(patient));

        assertThat(organisation.admin().delete("patients/" + patient).status()).isEqualTo(204);

        assertRows(0, 0, 0, 0);
        assertObjects();
        assertThat(database.count("dek", "id = '%s'".formatted(dek))).isZero();
        assertThat(database.rows("idempotent_request", organisation)).isZero();
        assertThat(organisation.reader().get("patients/" + patient).status()).isEqualTo(404);
    }

    /** The rows that an upload adds while its patient goes must not leave their objects behind. */
    @RepeatedTest(RACES)
    void whileOthersUploadLeavesNoObject() throws Exception {
        assertErasedWhile(this::addAnotherPicture);
    }

    @RepeatedTest(RACES)
    void whileOthersAddCasesLeavesNone() throws Exception {
        assertErasedWhile(() -> organisation.clinician().post("cases", anotherCase()).status());
    }

    /** A bundle that comes after the erasure makes a patient of its own. */
    @RepeatedTest(RACES)
    void whileOthersImportCasesFailsNobody() throws Exception {
        var mrn = organisation.reader().get("patients/" + patient).text("mrn");

        eraseWhile(() -> take(mrn, encounter(mrn, Organisation.unique("E-"))), 200, 404);

        assertThat(organisation.reader().get("patients/" + patient).status()).isEqualTo(404);
    }

    @RepeatedTest(RACES)
    void whileOthersImportReportsFailsNobody() throws Exception {
        var mrn = organisation.reader().get("patients/" + patient).text("mrn");
        var visits = IntStream.range(0, VISITS).mapToObj(i -> encounter(mrn, "E-" + i)).toList();
        assertThat(take(mrn, String.join(",", visits))).isEqualTo(200);

        eraseWhile(() -> take(mrn, visits.get(0) + "," + report(mrn, "E-0")), 200, 404);

        assertThat(organisation.reader().get("patients/" + patient).status()).isEqualTo(404);
    }

    private void assertErasedWhile(Callable<Integer> addition) throws Exception {
        eraseWhile(addition, 201, 404);

        assertRows(0, 0, 0, 0);
        assertObjects();
    }

    private void eraseWhile(Callable<Integer> addition, Integer... expected) throws Exception {
        var others = Executors.newFixedThreadPool(OTHERS);
        try {
            var answers = Stream.generate(() -> others.submit(addition)).limit(OTHERS).toList();
            assertThat(organisation.admin().delete("patients/" + patient).status()).isEqualTo(204);
            for (var answer : answers) {
                assertThat(answer.get()).isIn((Object[]) expected);
            }
        } finally {
            others.shutdownNow();
        }
    }

    private int take(String mrn, String entries) {
        var bundle =
                """
                {"resourceType":"Bundle","type":"transaction","entry":[
                  {"resource":{"resourceType":"Patient","id":"%s"}},%s]}
                """
                        .formatted(mrn, entries);
        return organisation
                .clinician()
                .upload("import/fhir", "application/fhir+json", bundle.getBytes(UTF_8))
                .status();
    }

    private static String encounter(String mrn, String id) {
        return """
        {"resource":{"resourceType":"Encounter","id":"%s","subject":{"reference":"Patient/%s"}}}"""
                .formatted(id, mrn);
    }

    private static String report(String mrn, String encounter) {
        return """
        {"resource":{"resourceType":"DiagnosticReport","id":"%s",
          "subject":{"reference":"Patient/%s"},"encounter":{"reference":"Encounter/%s"},
          "presentedForm":[{"contentType":"text/plain","data":"QSByZXBvcnQu"}]}}"""
                .formatted(Organisation.unique("R-"), mrn, encounter);
    }

    private Map<String, String> anotherCase() {
        return Organisation.caseOf(patient, "Another");
    }

    private int addAnotherPicture() {
        return organisation
                .clinician()
                .upload("cases/" + caseId + "/images", "image/png", Pictures.png(3))
                .status();
    }

    /** A second version, as a client that repeats itself would leave it. */
    private void overwriteThePicture() {
        try (var objects = platform.objects()) {
            var key = database.value("SELECT s3_key FROM image WHERE id = '%s'".formatted(image));
            objects.s3()
                    .putObject(
                            put -> put.bucket(SHARED).key(key),
                            RequestBody.fromBytes(Pictures.png(2)));
            assertObjects(image, image, report);
        }
    }

    private void assertRows(int patients, int cases, int images, int reports) {
        assertThat(database.rows("patient", organisation)).isEqualTo(patients);
        assertThat(database.rows("clinical_case", organisation)).isEqualTo(cases);
        assertThat(database.rows("image", organisation)).isEqualTo(images);
        assertThat(database.rows("histology_report", organisation)).isEqualTo(reports);
        assertThat(database.rows("object_removal", organisation)).isZero();
    }

    private void assertObjects(String... ids) {
        try (var objects = platform.objects()) {
            assertThat(objects.of(SHARED, organisation))
                    .map(key -> key.substring(key.lastIndexOf('/') + 1))
                    .containsExactlyInAnyOrder(ids);
        }
    }
}
