package health.cordon.system.keys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import health.cordon.system.platform.Client;
import health.cordon.system.platform.Database;
import health.cordon.system.platform.Organisation;
import health.cordon.system.platform.Platform;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An organisation and its patients, whose data keys are wrapped anew.
 *
 * @param patients ids; a test may take some away
 */
record KeyedPatients(Platform platform, Organisation organisation, List<String> patients) {
    static KeyedPatients of(Platform platform) {
        return new KeyedPatients(platform, platform.organisation(), new ArrayList<>());
    }

    private Client admin() {
        return platform.platformAdmin();
    }

    private Database database() {
        return platform.sharedDatabase();
    }

    void add(int number) {
        for (int i = 0; i < number; i++) {
            patients.add(organisation.addPatient(Organisation.unique("MRN-"), "Rewrap"));
        }
    }

    /** Gives the organisation a new key and returns its ARN. */
    String ownKey() {
        var key = platform.sandbox().createKey(Organisation.unique("own-"));
        change(Map.of("clinicalKmsKeyArn", key));
        return key;
    }

    /** All settings are given: what is missing is taken back. */
    void change(Map<String, ?> settings) {
        var path = "organisations/" + organisation.id();
        var all = new HashMap<String, Object>(Map.of("name", "Changed"));
        all.putAll(settings);
        var given = admin().put(path, admin().get(path).etag(), all);
        assertThat(given.status()).as("%s", given).isEqualTo(200);
    }

    /** What wraps data keys, as the rows have it. */
    List<String> wrappingKeys() {
        return database()
                .column(
                        ("SELECT DISTINCT SUBSTRING_INDEX(wrapped, '|', 1) FROM dek"
                                        + " WHERE tenant_id = '%s' ORDER BY 1")
                                .formatted(organisation.id()));
    }

    long deks() {
        return database().rows("dek", organisation);
    }

    /** Data keys that a job has wrapped, as the trail has it that is written with the rows. */
    long rewrapped(RewrapJob job) {
        return Long.parseLong(
                database()
                        .value(
                                ("SELECT COALESCE(SUM(items), 0) FROM audit_record WHERE tenant_id = '%s'"
                                                + " AND verb = 'organisation.keys-rewrap' AND record = '%s'")
                                        .formatted(organisation.id(), job.id())));
    }

    /** Whatever is read next is opened with what is stored. */
    void dropCaches() {
        for (var verb : List.of("lock", "unlock")) {
            var path = "organisations/%s/keys/%s".formatted(organisation.slug(), verb);
            assertThat(admin().send("POST", path, new byte[0]).status()).isEqualTo(200);
        }
    }

    Map<String, JsonNode> records() {
        var records = new TreeMap<String, JsonNode>();
        for (var patient : patients) {
            var read = organisation.reader().get("patients/" + patient);
            assertThat(read.status()).as("%s", read).isEqualTo(200);
            records.put(patient, read.json());
        }
        return records;
    }
}
