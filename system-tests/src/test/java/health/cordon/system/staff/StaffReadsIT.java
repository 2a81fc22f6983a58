package health.cordon.system.staff;

import static org.assertj.core.api.Assertions.assertThat;

import health.cordon.system.platform.Answer;
import health.cordon.system.platform.Client;
import health.cordon.system.platform.Database;
import health.cordon.system.platform.OnPlatform;
import health.cordon.system.platform.Organisation;
import health.cordon.system.platform.Platform;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Patients and cases by {@code org_id}: redacted, or shown for a reason that the trail keeps. */
@OnPlatform
class StaffReadsIT {
    private static final String REASON = "Ticket 4711: wrong birth date";
    private static final String REDACTED = "[redacted]";
    private final Platform platform;
    private final Organisation organisation;
    private final Client admin;
    private final Client auditor;

    StaffReadsIT(Platform platform) {
        this.platform = platform;
        organisation = platform.organisation();
        admin = platform.platformAdmin();
        auditor = platform.admin(platform.sandbox().token("auditor"));
    }

    @Test
    void redactsWhatIdentifiesWithoutAReason() {
        var patient = organisation.addPatient("MRN-77", "Lovelace");
        var caseId = caseWithNotes(patient);
        var before = trail(platform.sharedDatabase()).size();
        var expected = new ArrayList<String>();

        for (var staff : Map.of("platform-admin", admin, "auditor", auditor).entrySet()) {
            var role = staff.getKey();
            var patients = ok(staff.getValue().get("patients?org_id=" + organisation.id()));
            var cases = ok(staff.getValue().get("cases?org_id=" + organisation.slug()));
            expected.add(listed(role, "patient.list", "patients", 1, patients));
            expected.add(listed(role, "case.list", "cases", 1, cases));

            assertThat(patients.text()).doesNotContain("MRN-77", "Lovelace", "Ada", "1975");
            assertThat(patients.text()).doesNotContain("Quincy", "female");
            var row = patients.json().path("items").path(0);
            assertThat(row.path("id").asText()).isEqualTo(patient);
            assertThat(row.path("mrn").asText()).isEqualTo(REDACTED);
            assertThat(row.path("phone").asText()).as("also without a value").isEqualTo(REDACTED);
            assertThat(cases.text()).doesNotContain("Lesion", "Grew");
            assertThat(cases.json().path("items").path(0).path("id").asText()).isEqualTo(caseId);
            assertThat(cases.json().path("items").path(0).path("patientId").asText())
                    .isEqualTo(patient);
        }
        var trail = trail(platform.sharedDatabase());
        assertThat(trail.subList(before, trail.size())).containsExactlyElementsOf(expected);
    }

    @Test
    void countsInTheTrailWhatAPageShowsAndNotWhatComesAfter() {
        var empty = ok(auditor.get("cases?org_id=" + organisation.id()));
        organisation.addPatient();
        organisation.addPatient();
        var first = ok(auditor.get("patients?limit=1&org_id=" + organisation.id()));

        assertThat(trail(platform.sharedDatabase()))
                .contains(
                        listed("auditor", "case.list", "cases", 0, empty),
                        listed("auditor", "patient.list", "patients", 1, first));
    }

    @Test
    void showsNothingThatTheTrailCannotTake() {
        organisation.addPatient("MRN-79", "Lovelace");
        var shared = platform.sharedDatabase();
        shared.execute(
                "CREATE TRIGGER full_trail BEFORE INSERT ON audit_record FOR EACH ROW"
                        + " SET NEW.verb = IF(NEW.tenant_id = '%s', NULL, NEW.verb)"
                                .formatted(organisation.id()));
        try {
            for (var staff : List.of(admin, admin.with("X-Access-Reason", REASON))) {
                for (var list : List.of("patients", "cases")) {
                    assertRefused(503, staff.get(list + "?org_id=" + organisation.id()));
                }
            }
        } finally {
            shared.execute("DROP TRIGGER full_trail");
        }
    }

    @Test
    void showsForAReasonWhatTheTrailThenNames() {
        var patient = organisation.addPatient("MRN-78", "Lovelace");
        var caseId = caseWithNotes(patient);
        var before = trail(platform.sharedDatabase()).size();
        var asking = auditor.with("X-Access-Reason", REASON);

        var patients = ok(asking.get("patients?org_id=" + organisation.id()));
        var cases = ok(asking.get("cases?org_id=" + organisation.id()));

        var row = patients.json().path("items").path(0);
        assertThat(row.path("mrn").asText()).isEqualTo("MRN-78");
        assertThat(row.path("birthDate").asText()).isEqualTo("1975-02-28");
        assertThat(cases.json().path("items").path(0).path("notes").asText()).contains("Grew");
        var trail = trail(platform.sharedDatabase());
        assertThat(trail.subList(before, trail.size()))
                .containsExactly(
                        entry("patient.disclose", patient, patients),
                        entry("case.disclose", caseId, cases));
    }

    @Test
    void namesEachRecordThatAPageShowsAndNoOther() {
        var first = organisation.addPatient();
        organisation.addPatient();
        var asking = auditor.with("X-Access-Reason", REASON);

        ok(asking.get("patients?limit=1&org_id=" + organisation.id()));

        assertThat(disclosed(platform.sharedDatabase(), "patient.disclose")).containsExactly(first);
    }

    @Test
    void readsWhereverTheOrganisationLives() {
        var shared = organisation.addPatient();
        var ref = Organisation.unique("staff-");
        platform.sandbox().createDatabase(ref);
        assign(ref);
        var dedicated = organisation.addPatient();

        assertThat(patients(admin)).containsExactly(dedicated);
        ok(admin.with("X-Access-Reason", REASON).get("patients?org_id=" + organisation.id()));
        assertThat(disclosed(platform.database(ref), "patient.disclose"))
                .containsExactly(dedicated);
        assertThat(disclosed(platform.sharedDatabase(), "patient.disclose")).isEmpty();

        assign(null);
        assertThat(patients(admin)).containsExactly(shared);
    }

    @Test
    void goesOnWhereThePageBeforeEnded() {
        for (int i = 0; i < 3; i++) {
            organisation.addPatient();
        }
        var path = "patients?limit=2&org_id=" + organisation.id();
        var first = ok(admin.get(path));
        var next = first.text("next");
        var second = ok(admin.get(path + "&cursor=" + next));

        assertThat(first.json().path("items")).hasSize(2);
        assertThat(second.json().path("items")).hasSize(1);
        assertThat(second.json().path("next").isNull()).isTrue();
        var other = platform.organisation();
        assertRefused(400, admin.get("patients?org_id=" + other.id() + "&cursor=" + next));
        assertRefused(400, admin.get("cases?org_id=" + organisation.id() + "&cursor=" + next));
        assertRefused(400, organisation.reader().get("patients?cursor=" + next));
    }

    @Test
    void refusesWhoeverIsNoStaffAndWhatIsNoOrganisation() {
        for (var list : List.of("patients", "cases")) {
            var path = list + "?org_id=" + organisation.id();
            assertRefused(401, platform.admin("").get(path));
            for (var role : List.of("clinician", "org-admin")) {
                var token =
                        platform.sandbox().token("org:" + organisation.slug() + " role:" + role);
                assertRefused(403, platform.admin(token).get(path));
            }
            assertRefused(403, platform.api(platform.sandbox().token("auditor")).get(path));
            assertRefused(400, admin.get(list));
            assertRefused(400, admin.get(list + "?org_id="));
            assertRefused(404, admin.get(list + "?org_id=" + UUID.randomUUID()));
            assertRefused(404, admin.get(list + "?org_id=nobody-here"));
            assertRefused(400, admin.get(path + "&limit=201"));
            assertRefused(405, admin.post(path, Map.of()));
        }
    }

    @Test
    void refusesAReasonThatIsTooLong() {
        organisation.addPatient();
        var trail = trail(platform.sharedDatabase());
        var answer =
                admin.with("X-Access-Reason", "x".repeat(201))
                        .get("patients?org_id=" + organisation.id());
        assertRefused(400, answer);
        assertThat(answer.json().path("fields").path(0).asText()).isEqualTo("X-Access-Reason");
        assertThat(trail(platform.sharedDatabase())).isEqualTo(trail);
    }

    private String caseWithNotes(String patient) {
        return organisation
                .clinician()
                .post(
                        "cases",
                        Map.of(
                                "patientId", patient,
                                "title", "Lesion",
                                "openedOn", "2026-01-31",
                                "notes", "Grew since spring"))
                .id();
    }

    private List<String> patients(Client staff) {
        var ids = new ArrayList<String>();
        ok(staff.get("patients?org_id=" + organisation.id()))
                .json()
                .path("items")
                .forEach(item -> ids.add(item.path("id").asText()));
        return ids;
    }

    private void assign(@Nullable String ref) {
        var path = "organisations/" + organisation.slug();
        var change = new HashMap<String, @Nullable String>();
        change.put("name", "Changed");
        change.put("clinicalDbConnectionRef", ref);
        change.put("clinicalStorageBucket", null);
        change.put("clinicalKmsKeyArn", null);
        ok(admin.put(path, admin.get(path).etag(), change));
    }

    private static Answer ok(Answer answer) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        return answer;
    }

    private static void assertRefused(int status, Answer answer) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(status);
        assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
    }

    private static String entry(String verb, String record, Answer answer) {
        return String.join("\t", "auditor", verb, record, REASON, "", answer.header("trace-id"));
    }

    private static String listed(String role, String verb, String what, int items, Answer answer) {
        return String.join(
                "\t", role, verb, what, "", Integer.toString(items), answer.header("trace-id"));
    }

    private List<String> disclosed(Database database, String verb) {
        return trail(database).stream()
                .map(line -> List.of(line.split("\t", -1)))
                .filter(line -> line.get(1).equals(verb))
                .map(line -> line.get(2))
                .toList();
    }

    private List<String> trail(Database database) {
        return database.column(
                "SELECT role, verb, record, COALESCE(reason, ''), COALESCE(items, ''), trace_id"
                        + " FROM audit_record WHERE tenant_id = '%s' ORDER BY seq"
                                .formatted(organisation.id()));
    }
}
