package health.cordon.system.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import health.cordon.system.platform.Client;
import health.cordon.system.platform.OnPlatform;
import health.cordon.system.platform.Organisation;
import health.cordon.system.platform.Platform;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where a list goes on: only for the caller, the list and the filters that it was given for. */
@OnPlatform
class CursorIT {
    private final Organisation ours;
    private final Organisation theirs;
    private final List<String> patients = new ArrayList<>();

    CursorIT(Platform platform) {
        ours = platform.organisation();
        theirs = platform.organisation();
    }

    @BeforeEach
    void bothHaveThreeOfEach() {
        for (int i = 0; i < 3; i++) {
            var patient = ours.addPatient("MRN-" + i, "Same");
            patients.add(patient);
            ours.addCase(patients.get(0));
            theirs.addCase(theirs.addPatient("MRN-" + i, "Same"));
        }
    }

    @Test
    void walksTheWholeListOncePage() {
        var seen = new ArrayList<String>();
        var page = ours.reader().get("patients?limit=1").json();
        while (!page.path("next").isNull()) {
            seen.add(page.path("items").path(0).path("id").asText());
            page =
                    ours.reader()
                            .get("patients?limit=1&cursor=" + page.path("next").asText())
                            .json();
        }
        seen.add(page.path("items").path(0).path("id").asText());

        assertThat(seen).isEqualTo(patients);
    }

    @Test
    void isRefusedInEveryOtherList() {
        var cursor = cursor(ours.reader(), "patients?limit=1");

        assertRefused(theirs.reader(), "patients?limit=1", cursor);
        assertRefused(ours.reader(), "cases?limit=1", cursor);
        assertRefused(ours.reader(), "images?limit=1", cursor);
        assertRefused(ours.reader(), "patients?limit=1&family=Same", cursor);
        assertRefused(ours.reader(), "patients?limit=1&mrn=MRN-1", cursor);
        assertThat(ours.reader().get("patients?limit=2&cursor=" + cursor).status())
                .as("another page size is the same list")
                .isEqualTo(200);
    }

    @Test
    void isRefusedWithOtherFilters() {
        var byFamily = cursor(ours.reader(), "patients?limit=1&family=Same");
        var byPatient = cursor(ours.reader(), "cases?limit=1&patientId=" + patients.get(0));

        assertRefused(ours.reader(), "patients?limit=1", byFamily);
        assertRefused(ours.reader(), "patients?limit=1&family=Other", byFamily);
        assertRefused(ours.reader(), "cases?limit=1", byPatient);
        assertRefused(ours.reader(), "cases?limit=1&patientId=" + patients.get(1), byPatient);
        assertRefused(theirs.reader(), "patients?limit=1&family=Same", byFamily);
    }

    @Test
    void isRefusedWhenBentInAnyPart() {
        var cursor = cursor(ours.reader(), "patients?limit=1");
        var parts = cursor.split("\\.", -1);
        assertThat(parts).hasSize(3);

        for (int part = 0; part < parts.length; part++) {
            var bent = parts.clone();
            bent[part] = bent(bent[part]);
            assertRefused(ours.reader(), "patients?limit=1", String.join(".", bent));
            bent[part] = "";
            assertRefused(ours.reader(), "patients?limit=1", String.join(".", bent));
        }
        assertRefused(ours.reader(), "patients?limit=1", "garbage");
        assertRefused(ours.reader(), "patients?limit=1", cursor + "." + cursor);
        assertRefused(ours.reader(), "patients?limit=1", "A".repeat(1000));
    }

    private static String cursor(Client caller, String list) {
        return caller.get(list).text("next");
    }

    private static void assertRefused(Client caller, String list, String cursor) {
        var answer = caller.get(list + "&cursor=" + cursor);
        assertThat(answer.status()).as("%s with %s: %s", list, cursor, answer).isEqualTo(400);
        assertThat(answer.text("type")).isEqualTo("urn:cordon:problem:invalid-cursor");
    }

    /** Changes the first letter, whose bits all count. */
    private static String bent(String text) {
        return (text.charAt(0) == 'k' ? 'l' : 'k') + text.substring(1);
    }
}
