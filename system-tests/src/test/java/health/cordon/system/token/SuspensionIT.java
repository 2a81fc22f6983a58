package health.cordon.system.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import health.cordon.system.platform.Answer;
import health.cordon.system.platform.Client;
import health.cordon.system.platform.Folders;
import health.cordon.system.platform.ObjectVersions;
import health.cordon.system.platform.OnPlatform;
import health.cordon.system.platform.Organisation;
import health.cordon.system.platform.Pictures;
import health.cordon.system.platform.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A suspended organisation's people may do nothing, and find all of it again afterwards. */
@OnPlatform
class SuspensionIT {
    private static final List<String> RECORDS =
            List.of("patient", "clinical_case", "image", "histology_report", "dek");
    private static final String SHARED_BUCKET = "cordon-shared";

    private final Platform platform;
    private final Organisation organisation;
    private final ObjectVersions objects;
    private final byte[] bundle;
    private Answer patient = none();
    private Answer caseOf = none();
    private String image = "";
    private String report = "";

    SuspensionIT(Platform platform) throws IOException {
        this.platform = platform;
        organisation = platform.organisation();
        objects = platform.objects();
        bundle =
                Files.readAllBytes(
                        Folders.project().resolve("samples/north/pathology-example.json"));
    }

    @BeforeEach
    void thereIsOneOfEach() {
        var clinician = organisation.clinician();
        patient = clinician.post("patients", Organisation.patient("MRN-1", "Lovelace"));
        caseOf = clinician.post("cases", Organisation.caseOf(patient.id(), "Lesion"));
        image = organisation.addImage(caseOf.id(), Pictures.png(1)).id();
        report = organisation.addReport(caseOf.id(), "Benign".getBytes(UTF_8)).id();
    }

    @AfterEach
    void resumed() {
        platform.platformAdmin().delete(suspension());
        objects.close();
    }

    @Test
    void refusesEveryWriteAndChangesNothing() {
        suspend();
        var before = everything();
        var footprint = platform.sharedDatabase().footprint(organisation);

        changes().forEach((name, by) -> assertSuspended(name, by.apply(organisation.clinician())));
        changes().forEach((name, by) -> assertSuspended(name, by.apply(organisation.admin())));
        deletions().forEach((name, by) -> assertSuspended(name, by.apply(organisation.admin())));

        assertThat(platform.sharedDatabase().footprint(organisation)).isEqualTo(footprint);
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void leavesAllOfItToThoseWhoComeBack() {
        var before = everything();
        suspend();
        assertThat(everything()).isEqualTo(before);
        assertThat(platform.platformAdmin().delete(suspension()).text("status"))
                .isEqualTo("active");
        assertThat(everything()).isEqualTo(before);

        changes().forEach((name, by) -> assertDone(name, by.apply(organisation.clinician())));
        deletions().forEach((name, by) -> assertDone(name, by.apply(organisation.admin())));
    }

    private void suspend() {
        var answer = platform.platformAdmin().send("PUT", suspension(), new byte[0]);
        assertThat(answer.text("status")).isEqualTo("suspended");
    }

    /** What a clinician may do, and a read. */
    private Map<String, Function<Client, Answer>> changes() {
        var requests = new LinkedHashMap<String, Function<Client, Answer>>();
        requests.put("read", staff -> staff.get("patients/" + patient.id()));
        requests.put(
                "create a patient",
                staff -> staff.post("patients", Organisation.patient("MRN-2", "King")));
        requests.put(
                "create a case",
                staff -> staff.post("cases", Organisation.caseOf(patient.id(), "Naevus")));
        requests.put(
                "change a patient",
                staff ->
                        staff.put(
                                "patients/" + patient.id(),
                                patient.etag(),
                                Organisation.patient("MRN-1", "King")));
        requests.put(
                "change a case",
                staff ->
                        staff.put(
                                "cases/" + caseOf.id(),
                                caseOf.etag(),
                                Organisation.caseOf(patient.id(), "Lesion, left")));
        requests.put(
                "upload an image",
                staff ->
                        staff.upload(
                                "cases/" + caseOf.id() + "/images", "image/png", Pictures.png(2)));
        requests.put(
                "upload a report",
                staff ->
                        staff.upload(
                                "cases/" + caseOf.id() + "/histology-reports",
                                "text/plain",
                                "Malignant".getBytes(UTF_8)));
        requests.put(
                "import", staff -> staff.upload("import/fhir", "application/fhir+json", bundle));
        return requests;
    }

    private Map<String, Function<Client, Answer>> deletions() {
        var requests = new LinkedHashMap<String, Function<Client, Answer>>();
        requests.put("delete an image", staff -> staff.delete("images/" + image));
        requests.put("delete a report", staff -> staff.delete("histology-reports/" + report));
        requests.put("delete a case", staff -> staff.delete("cases/" + caseOf.id()));
        requests.put("erase a patient", staff -> staff.delete("patients/" + patient.id()));
        return requests;
    }

    /** Each row with all that it holds, and each version of each object. */
    private List<String> everything() {
        var all = new ArrayList<String>();
        for (var table : RECORDS) {
            all.addAll(
                    platform.sharedDatabase()
                            .column(
                                    "SELECT * FROM %s WHERE tenant_id = '%s' ORDER BY 1, 2"
                                            .formatted(table, organisation.id())));
        }
        assertThat(all).hasSizeGreaterThanOrEqualTo(RECORDS.size());
        objects.of(SHARED_BUCKET, organisation).forEach(version -> all.add(version.toString()));
        return all;
    }

    private String suspension() {
        return "organisations/" + organisation.slug() + "/suspension";
    }

    private static void assertSuspended(String request, Answer answer) {
        assertThat(answer.status()).as("%s: %s", request, answer).isEqualTo(403);
        assertThat(answer.text("type"))
                .as(request)
                .isEqualTo("urn:cordon:problem:organisation-suspended");
    }

    private static void assertDone(String request, Answer answer) {
        assertThat(answer.status()).as("%s: %s", request, answer).isBetween(200, 204);
    }

    private static Answer none() {
        return new Answer(0, Map.of(), new byte[0]);
    }
}
