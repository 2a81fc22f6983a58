package health.cordon.system.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import health.cordon.system.platform.Answer;
import health.cordon.system.platform.Client;
import health.cordon.system.platform.Folders;
import health.cordon.system.platform.OnPlatform;
import health.cordon.system.platform.Organisation;
import health.cordon.system.platform.Pictures;
import health.cordon.system.platform.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One line for each change and each read, beside the rows that it is about. */
@OnPlatform
class AuditIT {
    private static final String WHO = "cordon-sandbox";
    private final Platform platform;
    private final Organisation organisation;
    private final List<String> expected = new ArrayList<>();

    AuditIT(Platform platform) {
        this.platform = platform;
        organisation = platform.organisation();
    }

    @Test
    void namesWhoDidWhatAsPartOfWhichRequest() {
        var clinician = organisation.clinician();
        var admin = organisation.admin();
        var patient = clinician.post("patients", Organisation.patient("MRN-Ä1", "Lovelace"));
        expect("clinician", "patient.create", patient.id(), patient);
        var changed =
                clinician.put(
                        "patients/" + patient.id(),
                        patient.etag(),
                        Organisation.patient("MRN-Ä1", "King"));
        expect("clinician", "patient.change", patient.id(), changed);
        var caseOf = clinician.post("cases", Organisation.caseOf(patient.id(), "Lesion"));
        expect("clinician", "case.create", caseOf.id(), caseOf);
        var moved =
                clinician.put(
                        "cases/" + caseOf.id(),
                        caseOf.etag(),
                        Organisation.caseOf(patient.id(), "Lesion, left"));
        expect("clinician", "case.change", caseOf.id(), moved);
        var image = organisation.addImage(caseOf.id(), Pictures.png(1));
        expect("clinician", "image.create", image.id(), image);
        var report = organisation.addReport(caseOf.id(), "Benign".getBytes(UTF_8));
        expect("clinician", "histology-report.create", report.id(), report);
        expect("org-admin", "image.delete", image.id(), admin.delete("images/" + image.id()));
        expect(
                "org-admin",
                "histology-report.delete",
                report.id(),
                admin.delete("histology-reports/" + report.id()));
        expect("org-admin", "case.delete", caseOf.id(), admin.delete("cases/" + caseOf.id()));
        expect(
                "org-admin",
                "patient.erase",
                patient.id(),
                admin.delete("patients/" + patient.id()));

        assertThat(trail()).containsExactlyElementsOf(expected);
        assertThat(everything())
                .as("no clinical value")
                .doesNotContain("MRN-", "Lovelace", "King", "Lesion", "Benign", "Ada", "Quincy");
    }

    @Test
    void continuesTheCallersTrace() {
        var trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        var caller =
                organisation
                        .clinician()
                        .with("traceparent", "00-" + trace + "-00f067aa0ba902b7-01");

        var created = caller.post("patients", Organisation.patient("MRN-1", "Lovelace"));

        assertThat(created.header("trace-id")).isEqualTo(trace);
        assertThat(trail()).singleElement().asString().endsWith(trace);
    }

    @Test
    void namesWhoSawWhat() {
        var patient = organisation.addPatient("MRN-Ä1", "Lovelace");
        organisation.addPatient("MRN-2", "King");
        var caseId = organisation.addCase(patient);
        var image = organisation.addImage(caseId, Pictures.png(1)).id();
        var report = organisation.addReport(caseId, "Benign".getBytes(UTF_8)).id();
        var reader = organisation.reader();

        expectRead("patient.read", patient, "", reader.get("patients/" + patient));
        expectRead("case.read", caseId, "", reader.get("cases/" + caseId));
        expectRead("image.read", image, "", reader.get("images/" + image));
        expectRead("histology-report.read", report, "", reader.get("histology-reports/" + report));
        expectRead("patient.list", "patients", "2", reader.get("patients"));
        expectRead("patient.list", "patients", "1", reader.get("patients?limit=1"));
        expectRead("patient.list", "patients", "1", reader.get("patients?mrn=MRN-%C3%841"));
        expectRead("patient.list", "patients", "1", reader.get("patients?family=lovelace"));
        expectRead("patient.list", "patients", "0", reader.get("patients?family=Nobody"));
        expectRead("case.list", "cases", "1", reader.get("cases"));
        expectRead("case.list", patient, "1", reader.get("cases?patientId=" + patient));
        expectRead("image.list", "images", "1", reader.get("images"));
        expectRead("image.list", caseId, "1", reader.get("images?caseId=" + caseId));
        expectRead("histology-report.list", "reports", "1", reader.get("histology-reports"));
        expectRead(
                "histology-report.list",
                caseId,
                "1",
                reader.get("histology-reports?caseId=" + caseId));

        assertThat(reads()).containsExactlyElementsOf(expected);
        assertThat(everything())
                .as("no clinical value, and nothing that was searched for")
                .doesNotContainIgnoringCase("MRN-", "Lovelace", "King", "Nobody", "Benign");
    }

    @Test
    void namesALookAtAnOrganisationWithoutPatients() {
        expectRead("patient.list", "patients", "0", organisation.reader().get("patients"));

        assertThat(reads()).containsExactlyElementsOf(expected);
    }

    /** A list or record that is added later is not forgotten. */
    @Test
    void namesEveryReadThatIsDescribed() {
        var ids = new HashMap<String, String>();
        ids.put("patients", organisation.addPatient());
        ids.put("cases", organisation.addCase(ids.get("patients")));
        ids.put("images", organisation.addImage(ids.get("cases"), Pictures.png(1)).id());
        var report = organisation.addReport(ids.get("cases"), "Benign".getBytes(UTF_8));
        ids.put("histology-reports", report.id());
        var erased = organisation.addPatient();
        assertThat(organisation.admin().delete("patients/" + erased).status()).isEqualTo(204);
        var document = platform.admin("").get("/openapi?format=JSON").json();

        int reads = 0;
        for (var path : document.path("paths").properties()) {
            if (path.getKey().startsWith("/api/") && path.getValue().has("get")) {
                if (path.getKey().endsWith("/erasure")) {
                    namesItsCertificate(path.getKey().replace("{id}", erased));
                    continue;
                }
                var kind = path.getKey().split("/")[2];
                var answer =
                        organisation.reader().get(path.getKey().replace("{id}", ids.get(kind)));
                assertThat(answer.status()).as(path.getKey()).isEqualTo(200);
                assertThat(reads()).as(path.getKey()).hasSize(++reads);
            }
        }
        assertThat(reads).isPositive();
    }

    private void namesItsCertificate(String path) {
        assertThat(organisation.admin().get(path).status()).as(path).isEqualTo(200);
        assertThat(
                        platform.sharedDatabase()
                                .count(
                                        "audit_record",
                                        "tenant_id = '%s' AND verb = 'erasure.read'"
                                                .formatted(organisation.id())))
                .as(path)
                .isOne();
    }

    @Test
    void showsNothingThatItCannotName() {
        var patient = organisation.addPatient("MRN-1", "Lovelace");
        var caseId = organisation.addCase(patient);
        var image = organisation.addImage(caseId, Pictures.png(1)).id();
        var report = organisation.addReport(caseId, "Benign".getBytes(UTF_8)).id();
        var shared = platform.sharedDatabase();
        shared.execute(
                "CREATE TRIGGER full_trail BEFORE INSERT ON audit_record FOR EACH ROW"
                        + " SET NEW.verb = IF(NEW.tenant_id = '%s', NULL, NEW.verb)"
                                .formatted(organisation.id()));
        try {
            for (var path :
                    List.of(
                            "patients",
                            "patients/" + patient,
                            "cases",
                            "cases/" + caseId,
                            "images",
                            "images/" + image,
                            "histology-reports",
                            "histology-reports/" + report)) {
                var answer = organisation.reader().get(path);
                assertThat(answer.status()).as("%s: %s", path, answer).isEqualTo(503);
                assertThat(answer.text()).contains("urn:cordon:problem:unavailable");
            }
        } finally {
            shared.execute("DROP TRIGGER full_trail");
        }
        assertThat(organisation.reader().get("patients/" + patient).status()).isEqualTo(200);
    }

    @Test
    void saysNothingOfRefusals() {
        var patient = organisation.addPatient("MRN-1", "Lovelace");
        var before = trail();
        var clinician = organisation.clinician();

        organisation.reader().get("patients/" + java.util.UUID.randomUUID());
        organisation.reader().get("patients?limit=0");
        organisation.reader().get("patients?cursor=bent");
        platform.api("").get("patients/" + patient);
        clinician.post("patients", Organisation.patient("MRN-1", "Twice"));
        clinician.post("patients", Map.of("mrn", ""));
        clinician.put("patients/" + patient, "\"stale\"", Organisation.patient("MRN-1", "Late"));
        clinician.delete("patients/" + patient);
        clinician.post("cases", Organisation.caseOf(java.util.UUID.randomUUID().toString(), "t"));
        clinician.upload("import/fhir", "application/fhir+json", "{".getBytes(UTF_8));

        assertThat(trail()).isEqualTo(before);
    }

    @Test
    void namesEachRecordOfAnImport() throws IOException {
        var bundle =
                Files.readAllBytes(
                        Folders.project().resolve("samples/north/pathology-example.json"));
        var answer =
                organisation.clinician().upload("import/fhir", "application/fhir+json", bundle);
        assertThat(answer.status()).isEqualTo(200);

        var created = new HashMap<String, Integer>();
        trail().forEach(line -> created.merge(line.split("\t", -1)[2], 1, Integer::sum));
        assertThat(created).containsKey("patient.import");
        int records = 0;
        for (var count : answer.json().path("created")) {
            records += count.asInt();
        }
        assertThat(trail())
                .hasSize(records)
                .allSatisfy(line -> assertThat(line).endsWith(answer.header("trace-id")));
        assertThat(everything()).doesNotContain("EXAMPLE-0001", "Example-Nobody");
    }

    @Test
    void namesAdministrativeChangesInThePlatformsTrail() {
        var admin = platform.platformAdmin();
        var path = "organisations/" + organisation.id();
        var changed = change(admin, path, Map.of("name", "Another name"));
        admin.put(path, "\"stale\"", Map.of("name", "Not this one"));

        var trail =
                platform.platformDatabase()
                        .column(
                                "SELECT CONCAT_WS(' ', actor, role, verb, record, outcome) FROM"
                                        + " audit_record WHERE tenant_id = '%s' ORDER BY seq"
                                                .formatted(organisation.id()));
        assertThat(changed.status()).isEqualTo(200);
        assertThat(trail)
                .containsExactly(
                        "%s platform-admin organisation.create %s succeeded"
                                .formatted(WHO, organisation.id()),
                        "%s platform-admin organisation.change %s succeeded"
                                .formatted(WHO, organisation.id()));
    }

    private static Answer change(Client admin, String path, Map<String, String> change) {
        return admin.put(path, admin.get(path).etag(), change);
    }

    private void expect(String role, String verb, String record, Answer answer) {
        assertThat(answer.status()).as("%s", answer).isBetween(200, 204);
        expected.add(
                String.join("\t", WHO, role, verb, record, "succeeded", answer.header("trace-id")));
    }

    private void expectRead(String verb, String record, String items, Answer answer) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        expected.add(
                String.join(
                        "\t",
                        WHO,
                        "clinician-read",
                        verb,
                        record,
                        items,
                        "succeeded",
                        answer.header("trace-id")));
    }

    private List<String> reads() {
        return platform.sharedDatabase()
                .column(
                        "SELECT actor, role, verb, record, COALESCE(items, ''), outcome, trace_id"
                                + " FROM audit_record WHERE tenant_id = '%s'"
                                        .formatted(organisation.id())
                                + " AND role = 'clinician-read' ORDER BY seq");
    }

    private List<String> trail() {
        return platform.sharedDatabase()
                .column(
                        "SELECT actor, role, verb, record, outcome, trace_id FROM audit_record"
                                + " WHERE tenant_id = '%s' ORDER BY seq"
                                        .formatted(organisation.id()));
    }

    private String everything() {
        return String.join(
                "\n",
                platform.sharedDatabase()
                        .column(
                                "SELECT * FROM audit_record WHERE tenant_id = '%s'"
                                        .formatted(organisation.id())));
    }
}
