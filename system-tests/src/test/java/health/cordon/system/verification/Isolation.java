package health.cordon.system.verification;

import health.cordon.sandbox.home.PrivateFile;
import health.cordon.system.platform.Database;
import health.cordon.system.platform.Organisation;
import health.cordon.system.platform.Platform;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Gives an organisation resources of its own by plain SQL, as the runbook does. */
record Isolation(Platform platform, Organisation organisation, String name) {
    static Isolation of(Platform platform, Organisation organisation) {
        return new Isolation(platform, organisation, Organisation.unique("v-"));
    }

    /** Makes a database with the schema and its URL. */
    Isolation database() {
        platform.sandbox().createDatabase(name);
        return set("clinical_db_connection_ref", name);
    }

    Isolation bucket() {
        return set("clinical_storage_bucket", platform.sandbox().createBucket(name));
    }

    Isolation key() {
        return set("clinical_kms_key_arn", platform.sandbox().createKey(name));
    }

    Isolation set(String column, String value) {
        platform.platformDatabase()
                .execute(
                        "UPDATE organisation SET %s = '%s' WHERE id = '%s'"
                                .formatted(column, value, organisation.id()));
        return this;
    }

    String get(String column) {
        return platform.platformDatabase()
                .value(
                        "SELECT %s FROM organisation WHERE id = '%s'"
                                .formatted(column, organisation.id()));
    }

    /** What leads to the database of the ref. */
    void writeUrl(String url) {
        var file = "CLINICAL_DB_URL_" + name.toUpperCase(Locale.ROOT).replace('-', '_');
        PrivateFile.write(platform.sandbox().home().refs().resolve(file), url);
    }

    Database own() {
        return platform.database(name);
    }

    Seen verify() {
        return Seen.of(
                platform.platformAdmin()
                        .post(
                                "organisations/" + organisation.slug() + "/verification",
                                java.util.Map.of()));
    }

    /** Which canaries are there in a database, by table. */
    static List<String> canaries(Database database, Organisation organisation) {
        var found = new ArrayList<String>();
        for (var table : List.of("patient", "clinical_case", "image", "histology_report")) {
            database.column(
                            "SELECT id FROM %s WHERE canary = 1 AND tenant_id = '%s'"
                                    .formatted(table, organisation.id()))
                    .forEach(id -> found.add(table + " " + id));
        }
        return found;
    }
}
