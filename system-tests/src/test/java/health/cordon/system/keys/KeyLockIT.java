package health.cordon.system.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import health.cordon.system.platform.Answer;
import health.cordon.system.platform.Client;
import health.cordon.system.platform.OnPlatform;
import health.cordon.system.platform.Organisation;
import health.cordon.system.platform.Platform;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** While an organisation's keys are locked, nobody reads what is sealed with them. */
@OnPlatform
class KeyLockIT {
    private static final Duration ELSEWHERE = Duration.ofSeconds(5);

    private final Platform platform;
    private final Organisation organisation;
    private final Organisation neighbour;
    private Answer patient = new Answer(0, Map.of(), new byte[0]);
    private String caseId = "";

    KeyLockIT(Platform platform) {
        this.platform = platform;
        organisation = platform.organisation();
        neighbour = platform.organisation();
    }

    @BeforeEach
    void aPatientWithACase() {
        patient =
                organisation
                        .clinician()
                        .post(
                                "patients",
                                Organisation.patient(Organisation.unique("MRN-"), "Lovelace"));
        caseId = organisation.addCase(patient.id());
    }

    @AfterEach
    void unlocked() {
        verb("unlock");
    }

    private Answer verb(String verb) {
        var answer =
                platform.platformAdmin()
                        .send(
                                "POST",
                                "organisations/%s/keys/%s".formatted(organisation.slug(), verb),
                                new byte[0]);
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        return answer;
    }

    private Map<String, Function<Client, Answer>> requests() {
        var requests = new LinkedHashMap<String, Function<Client, Answer>>();
        requests.put("read", staff -> staff.get("patients/" + patient.id()));
        requests.put("list", staff -> staff.get("patients"));
        requests.put("search", staff -> staff.get("patients?family=Lovelace"));
        requests.put("read a case", staff -> staff.get("cases/" + caseId));
        requests.put("list cases", staff -> staff.get("cases?patientId=" + patient.id()));
        requests.put("list pictures", staff -> staff.get("images?limit=1"));
        requests.put("list reports", staff -> staff.get("histology-reports?limit=1"));
        requests.put(
                "create",
                staff ->
                        staff.post(
                                "patients",
                                Organisation.patient(Organisation.unique("MRN-"), "King")));
        requests.put(
                "change",
                staff ->
                        staff.put(
                                "patients/" + patient.id(),
                                staff.get("patients/" + patient.id()).etag(),
                                Organisation.patient(Organisation.unique("MRN-"), "King")));
        return requests;
    }

    private void requireLocked(Client staff) {
        var etag = patient.etag();
        requests()
                .forEach(
                        (name, request) -> {
                            if (!name.equals("change")) {
                                requireLocked(name, request.apply(staff));
                            }
                        });
        requireLocked(
                "change",
                staff.put(
                        "patients/" + patient.id(),
                        etag,
                        Organisation.patient(Organisation.unique("MRN-"), "King")));
    }

    private static void requireLocked(String name, Answer answer) {
        assertThat(answer.status()).as("%s: %s", name, answer).isEqualTo(503);
        assertThat(answer.text("type")).as(name).isEqualTo("urn:cordon:problem:keys-locked");
        assertThat(answer.toString()).doesNotContain("Lovelace", "arn:");
    }

    @Test
    void closesAllFieldsBeforeItAnswers() {
        assertThat(verb("lock").text("keysLockedAt")).isNotEmpty();
        requireLocked(organisation.clinician());
        requireLocked("erase", organisation.admin().delete("patients/" + patient.id()));
        assertThat(neighbour.clinician().get("patients").status()).isEqualTo(200);
        assertThat(
                        platform.platformAdmin()
                                .with("X-Access-Reason", "incident 4711")
                                .get("patients?org_id=" + organisation.id())
                                .status())
                .isEqualTo(503);

        verb("lock");
        verb("unlock");
        requests()
                .forEach(
                        (name, request) ->
                                assertThat(request.apply(organisation.clinician()).status())
                                        .as(name)
                                        .isBetween(200, 201));
        assertThat(
                        platform.platformDatabase()
                                .column(
                                        "SELECT verb FROM audit_record WHERE tenant_id = '%s'"
                                                .formatted(organisation.id())))
                .containsOnlyOnce("organisation.keys-lock", "organisation.keys-unlock");
    }

    @Test
    @Tag("deep")
    @Tag("others")
    void closesThemOnTheOtherNodeSoon() {
        var node = platform.secondNode();
        var there = organisation.clinician().via(node);
        assertThat(there.get("patients/" + patient.id()).status()).isEqualTo(200);
        verb("lock");
        await().atMost(ELSEWHERE)
                .until(() -> there.get("patients/" + patient.id()).status() == 503);
        requireLocked(there);
        verb("unlock");
        await().atMost(ELSEWHERE)
                .until(() -> there.get("patients/" + patient.id()).status() == 200);
    }
}
