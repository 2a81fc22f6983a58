package health.cordon.system.keys;

import static org.assertj.core.api.Assertions.assertThat;

import health.cordon.system.platform.Answer;
import health.cordon.system.platform.Database;
import health.cordon.system.platform.OnPlatform;
import health.cordon.system.platform.Organisation;
import health.cordon.system.platform.Platform;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A thief of rows puts what is sealed where it does not belong, by plain SQL. */
@OnPlatform
class TransplantIT {
    private static final String FAMILY = "Lovelace";

    private final Platform platform;
    private final Database database;
    private final Organisation ours;
    private final Organisation theirs;
    private String patient = "";
    private String mrn = "";
    private String neighbour = "";
    private String foreign = "";

    TransplantIT(Platform platform) {
        this.platform = platform;
        database = platform.sharedDatabase();
        ours = platform.organisation();
        theirs = platform.organisation();
    }

    @BeforeEach
    void threePatients() {
        mrn = Organisation.unique("MRN-");
        patient = ours.addPatient(mrn, FAMILY);
        neighbour = ours.addPatient();
        foreign = theirs.addPatient();
        assertThat(read(ours, patient).status()).isEqualTo(200);
    }

    private static Answer read(Organisation who, String id) {
        return who.clinician().get("patients/" + id);
    }

    private void set(String table, String column, String id, String value) {
        database.execute(
                "UPDATE %s SET %s = %s WHERE id = '%s'".formatted(table, column, value, id));
    }

    private static String of(String table, String column, String id) {
        return "(SELECT v FROM (SELECT %s AS v FROM %s WHERE id = '%s') source)"
                .formatted(column, table, id);
    }

    private String dek(String of) {
        return database.value("SELECT dek_id FROM patient WHERE id = '" + of + "'");
    }

    private static void requireShut(Answer answer) {
        assertThat(answer.status()).as("%s", answer).isIn(500, 503);
        assertThat(answer.toString()).doesNotContain(FAMILY, "Ada", "Quincy");
    }

    @ParameterizedTest
    @ValueSource(strings = {"given_name", "city", "mrn"})
    void aFieldOpensInNoOtherColumn(String column) {
        set("patient", column, patient, of("patient", "family_name", patient));
        requireShut(read(ours, patient));
    }

    @Test
    void aFieldOpensInNoOtherRow() {
        set("patient", "family_name", neighbour, of("patient", "family_name", patient));
        requireShut(read(ours, neighbour));
        assertThat(read(ours, patient).status()).isEqualTo(200);
    }

    @Test
    void aFieldOpensInNoOtherRowWithTheSameKey() {
        set("dek", "wrapped", dek(neighbour), of("dek", "wrapped", dek(patient)));
        set("patient", "dek_id", neighbour, "'" + dek(patient) + "'");
        set("patient", "family_name", neighbour, of("patient", "family_name", patient));
        requireShut(read(ours, neighbour));
    }

    @Test
    void aFieldOpensWithNoOtherTenant() {
        set("patient", "family_name", foreign, of("patient", "family_name", patient));
        requireShut(read(theirs, foreign));
    }

    @Test
    void aWrappedKeyUnwrapsInNoOtherRow() {
        set("dek", "wrapped", dek(neighbour), of("dek", "wrapped", dek(patient)));
        requireShut(read(ours, neighbour));
        assertThat(read(ours, patient).status()).isEqualTo(200);
    }

    @Test
    void aWrappedKeyUnwrapsWithNoOtherTenant() {
        set("dek", "wrapped", dek(foreign), of("dek", "wrapped", dek(patient)));
        requireShut(read(theirs, foreign));
    }

    @Test
    void aKeyThatIsNotTheOneOfItsRowIsRefusedThoughItUnwraps() {
        set("dek", "fingerprint", dek(patient), of("dek", "fingerprint", dek(neighbour)));
        assertThat(read(ours, patient).status()).as("open still").isEqualTo(200);
        for (var verb : List.of("lock", "unlock")) {
            var answer =
                    platform.platformAdmin()
                            .send(
                                    "POST",
                                    "organisations/%s/keys/%s".formatted(ours.slug(), verb),
                                    new byte[0]);
            assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        }
        requireShut(read(ours, patient));
    }

    @Test
    void anIndexValueMatchesInNoOtherRow() {
        var index =
                database.value("SELECT HEX(mrn_index) FROM patient WHERE id = '" + patient + "'");
        set("patient", "mrn_index", patient, "RANDOM_BYTES(32)");
        set("patient", "mrn_index", neighbour, "X'" + index + "'");
        assertThat(byMrn(ours, mrn)).isZero();
    }

    @Test
    void anIndexValueMatchesWithNoOtherTenantAndInNoOtherColumn() {
        set("patient", "mrn_index", foreign, of("patient", "mrn_index", patient));
        assertThat(byMrn(theirs, mrn)).isZero();
        set("patient", "family_name_index", patient, of("patient", "mrn_index", patient));
        assertThat(found(ours, "family=" + mrn)).isZero();
        assertThat(byMrn(ours, mrn)).isOne();
    }

    private static int byMrn(Organisation who, String wanted) {
        return found(who, "mrn=" + wanted);
    }

    private static int found(Organisation who, String filter) {
        var answer = who.clinician().get("patients?" + filter);
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        return answer.json().get("items").size();
    }
}
