package health.cordon.system.keys;

import static org.assertj.core.api.Assertions.assertThat;

import health.cordon.system.platform.Client;
import health.cordon.system.platform.Database;
import health.cordon.system.platform.KeyService;
import health.cordon.system.platform.OnPlatform;
import health.cordon.system.platform.Organisation;
import health.cordon.system.platform.Pictures;
import health.cordon.system.platform.Platform;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Data keys of all forms in one organisation. */
@Tag("deep")
@Tag("keys")
@OnPlatform
class WrappedFormsIT {
    private final Platform platform;
    private final Database database;
    private final Organisation organisation;
    private final KeyService keys;

    WrappedFormsIT(Platform platform) {
        this.platform = platform;
        database = platform.sharedDatabase();
        organisation = platform.organisation();
        keys = platform.keys();
    }

    @AfterEach
    void close() {
        keys.close();
    }

    @Test
    void unwrapSideBySide() {
        var byKms = organisation.addPatient(Organisation.unique("MRN-"), "Kms");
        var byLocal = organisation.addPatient(Organisation.unique("MRN-"), "Local");
        var legacy = organisation.addPatient(Organisation.unique("MRN-"), "Legacy");
        var forms = new WrappedForms(database, organisation, keys);
        forms.wrapByLocal(byLocal);
        forms.wrapAsBefore(legacy);

        var there = organisation.clinician();
        assertThat(family(there, byKms)).isEqualTo("Kms");
        assertThat(family(there, byLocal)).isEqualTo("Local");
        assertThat(family(there, legacy)).isEqualTo("Legacy");
        assertThat(there.get("patients?family=legacy").json().get("items")).hasSize(1);

        var node = platform.secondNode(Map.of("LOCAL_MASTER_KEYS", ""));
        for (var shut : new String[] {byLocal, legacy}) {
            var answer = there.via(node).get("patients/" + shut);
            assertThat(answer.status()).as("a node without master keys").isIn(500, 503);
            assertThat(answer.toString()).doesNotContain("Local", "Legacy", "LOCAL_MASTER_KEYS");
        }
    }

    @Test
    void areLocalWhereThereIsNoKms() {
        var node = platform.secondNode(Map.of("KMS_CMK_ARN", ""));
        var there = organisation.clinician().via(node);
        var patient = there.post("patients", Organisation.patient("MRN-1", "Nowhere"));
        assertThat(patient.status()).as("%s", patient).isEqualTo(201);
        assertThat(
                        database.column(
                                "SELECT SUBSTRING_INDEX(wrapped, '|', 1) FROM dek WHERE tenant_id = '%s'"
                                        .formatted(organisation.id())))
                .containsExactly("local:new", "local:new");
        assertThat(family(there, patient.id())).isEqualTo("Nowhere");
        var caseOf = there.post("cases", Organisation.caseOf(patient.id(), "Lesion"));
        var image = there.upload("cases/" + caseOf.id() + "/images", "image/png", Pictures.png(1));
        assertThat(image.status()).as("%s", image).isEqualTo(201);
    }

    private static String family(Client staff, String patient) {
        var answer = staff.get("patients/" + patient);
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        return answer.text("familyName");
    }
}
