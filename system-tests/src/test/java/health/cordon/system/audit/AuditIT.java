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

/** One line for each change, beside the rows that it is about. */
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
    void saysNothingOfReadsAndRefusals() {
        var patient = organisation.addPatient("MRN-1", "Lovelace");
        var before = trail();
        var clinician = organisation.clinician();

        organisation.reader().get("patients");
        organisation.reader().get("patients/" + patient);
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
