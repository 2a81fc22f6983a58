package health.cordon.system.verification;

import static org.assertj.core.api.Assertions.assertThat;

import health.cordon.system.platform.Answer;
import health.cordon.system.platform.Client;
import health.cordon.system.platform.OnPlatform;
import health.cordon.system.platform.Organisation;
import health.cordon.system.platform.Pictures;
import health.cordon.system.platform.Platform;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** No list, read, search, count or write of anybody meets a canary. */
@OnPlatform
class CanaryIsInvisibleIT {
    private final Platform platform;
    private final Organisation organisation;
    private final Client clinician;
    private final Client orgAdmin;
    private String real = "";
    private @Nullable Canaries canary;

    CanaryIsInvisibleIT(Platform platform) {
        this.platform = platform;
        organisation = platform.organisation();
        clinician = organisation.clinician();
        orgAdmin = organisation.admin();
    }

    @BeforeEach
    void thereIsOne() {
        real = organisation.addPatient();
        canary = Canaries.leave(organisation, platform.sharedDatabase());
    }

    private Canaries canary() {
        return java.util.Objects.requireNonNull(canary);
    }

    @Test
    void inNoList() {
        for (var path :
                List.of(
                        "patients",
                        "patients?mrn=" + canary().mrn(),
                        "patients?family=Canarelli",
                        "cases",
                        "cases?patientId=" + canary().patient(),
                        "images",
                        "images?caseId=" + canary().caseId(),
                        "histology-reports",
                        "histology-reports?caseId=" + canary().caseId())) {
            assertHidden(path, organisation.reader().get(path));
        }
        assertThat(organisation.reader().get("patients").text()).contains(real);
    }

    @Test
    void inNoListOfStaff() {
        for (var staff :
                List.of(
                        platform.platformAdmin(),
                        platform.platformAdmin().with("X-Access-Reason", "Looking around"))) {
            for (var list : List.of("patients", "cases")) {
                assertHidden(list, staff.get(list + "?org_id=" + organisation.id()));
            }
        }
        assertThat(
                        platform.sharedDatabase()
                                .count(
                                        "audit_record",
                                        "verb = 'patient.disclose' AND record = '%s'"
                                                .formatted(canary().patient())))
                .isZero();
    }

    @Test
    void inNoReadAndNoWrite() {
        var body = Organisation.patient("MRN-other", "Other");
        var answers = new ArrayList<Answer>();
        var paths =
                List.of(
                        "patients/" + canary().patient(),
                        "cases/" + canary().caseId(),
                        "images/" + canary().image(),
                        "histology-reports/" + canary().report());
        for (var path : paths) {
            answers.add(organisation.reader().get(path));
            answers.add(orgAdmin.delete(path));
        }
        answers.add(clinician.put(paths.get(0), "\"" + canary().patient() + "-1\"", body));
        answers.add(
                clinician.put(
                        paths.get(1),
                        "\"" + canary().caseId() + "-1\"",
                        Organisation.caseOf(canary().patient(), "Other")));
        answers.add(clinician.post("cases", Organisation.caseOf(canary().patient(), "Other")));
        var images = paths.get(1) + "/images";
        answers.add(clinician.upload(images, "image/png", Pictures.png(1)));
        var reports = paths.get(1) + "/histology-reports";
        var text = "Benign".getBytes(StandardCharsets.UTF_8);
        answers.add(clinician.upload(reports, "text/plain", text));

        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(404));
        assertThat(Isolation.canaries(platform.sharedDatabase(), organisation)).hasSize(4);
    }

    @Test
    void inNoCount() {
        var path = "organisations/" + organisation.slug();
        var admin = platform.platformAdmin();
        var ref = Organisation.unique("count-");
        platform.sandbox().createDatabase(ref);
        var change = new HashMap<String, @Nullable String>();
        change.put("name", "Changed");
        change.put("clinicalDbConnectionRef", ref);
        change.put("clinicalStorageBucket", null);
        change.put("clinicalKmsKeyArn", null);

        var changed = admin.put(path, admin.get(path).etag(), change);

        assertThat(changed.status()).as("%s", changed).isEqualTo(200);
        assertThat(changed.json().path("leftBehind").path("patient").asInt()).isEqualTo(1);
        assertThat(changed.json().path("leftBehind").path("image").asInt()).isZero();
    }

    private void assertHidden(String what, Answer answer) {
        assertThat(answer.status()).as("%s: %s", what, answer).isEqualTo(200);
        canary().ids().forEach(id -> assertThat(answer.text()).as(what).doesNotContain(id));
    }
}
