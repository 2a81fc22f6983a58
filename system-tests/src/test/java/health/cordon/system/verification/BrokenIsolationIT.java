package health.cordon.system.verification;

import static org.assertj.core.api.Assertions.assertThat;

import health.cordon.sandbox.home.PortName;
import health.cordon.system.platform.Client;
import health.cordon.system.platform.OnPlatform;
import health.cordon.system.platform.Organisation;
import health.cordon.system.platform.Platform;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;

/** Isolation broken on purpose, once in each way; the neighbour's verification still passes. */
@OnPlatform
class BrokenIsolationIT {
    private final Platform platform;
    private final Organisation organisation;
    private final Isolation isolation;

    BrokenIsolationIT(Platform platform) {
        this.platform = platform;
        organisation = platform.organisation();
        isolation = Isolation.of(platform, organisation);
    }

    @AfterEach
    void theNeighbourIsVerified() {
        var neighbour = platform.organisation();
        var seen = Isolation.of(platform, neighbour).verify();
        assertThat(seen.failed()).isEmpty();
        assertThat(seen.answer().text())
                .doesNotContain(organisation.id(), organisation.slug(), isolation.name());
    }

    @Test
    void refThatLeadsToTheSharedDatabase() {
        isolation.writeUrl(sharedUrl());
        isolation.set("clinical_db_connection_ref", isolation.name());

        var seen = isolation.verify().printed("ref leads to the shared database");

        assertThat(seen.passed()).isFalse();
        assertThat(seen.failed()).contains("database-distinct", "canary-written");
        assertThat(seen.evidence("database-distinct")).contains("is the shared database");
        assertThat(Isolation.canaries(platform.sharedDatabase(), organisation)).isEmpty();
        assertThat(seen.answer().text()).doesNotContain("mysql://", sharedPassword());
    }

    @Test
    void bucketSwapped() {
        isolation.database().bucket().key();
        // Whatever is written, its row says that it lies elsewhere.
        isolation
                .own()
                .execute(
                        "CREATE TRIGGER swapped BEFORE INSERT ON image FOR EACH ROW"
                                + " SET NEW.s3_bucket = 'cordon-shared'");

        var seen = isolation.verify().printed("bucket swapped");

        assertThat(seen.failed()).contains("bucket-on-row", "key-on-object");
        assertThat(seen.evidence("bucket-on-row"))
                .isEqualTo("the image's row names cordon-shared, not " + isolation.name());
    }

    @Test
    void bucketOfSomebodyElse() {
        isolation.bucket();
        try (var objects = platform.objects()) {
            objects.s3()
                    .putObject(
                            put -> put.bucket(isolation.name()).key(".cordon/owner"),
                            RequestBody.fromString("{\"installation\":\"x\"}"));
        }

        var seen = isolation.verify().printed("bucket of somebody else");

        assertThat(seen.failed()).contains("bucket-owner");
    }

    @Test
    void keyGrantRemoved() {
        isolation.key();
        var arn = isolation.get("clinical_kms_key_arn");
        var denial = Map.of("principal", "*", "action", "GenerateDataKey", "key", arn);
        control(Map.of("deny", denial));
        try {
            var seen = isolation.verify().printed("key grant removed");

            assertThat(seen.passed()).isFalse();
            assertThat(seen.failed()).contains("canary-written", "log");
            assertThat(seen.evidence("log")).contains("kms:GenerateDataKey", arn);
        } finally {
            control(Map.of("undeny", denial));
        }
    }

    @Test
    void everyRowWrittenTwice() {
        isolation.database();
        var shared = platform.sharedDatabase().value("SELECT DATABASE()");
        var own = isolation.own().value("SELECT DATABASE()");
        for (var table : List.of("dek", "patient")) {
            isolation
                    .own()
                    .execute(
                            "CREATE TRIGGER twice_%1$s AFTER INSERT ON %1$s FOR EACH ROW INSERT INTO"
                                            .formatted(table)
                                    + " `%s`.%s SELECT * FROM `%s`.%s WHERE id = NEW.id"
                                            .formatted(shared, table, own, table));
        }

        var seen = isolation.verify().printed("every row written twice");

        assertThat(seen.failed()).contains("canary-elsewhere");
        assertThat(seen.evidence("canary-elsewhere")).isEqualTo("in the shared database: patient");
    }

    @Test
    void rowCopiedToTheWrongDatabase() {
        isolation.database();
        assertThat(isolation.verify().failed()).isEmpty();
        var patient = organisation.addPatient();
        var own = isolation.own().value("SELECT DATABASE()");
        var dek = isolation.own().value("SELECT dek_id FROM patient WHERE id = '" + patient + "'");
        copy(own, "dek", dek);
        copy(own, "patient", patient);

        var seen = isolation.verify().printed("row copied to the wrong database");

        assertThat(seen.failed()).containsExactly("database-strays");
        assertThat(seen.evidence("database-strays"))
                .contains("also in the shared database", "dek " + dek, "patient " + patient);
    }

    @Test
    void rowOfANeighbourInTheDedicatedDatabase() {
        isolation.database();
        assertThat(isolation.verify().failed()).isEmpty();
        var neighbour = platform.organisation();
        isolation
                .own()
                .execute(
                        "INSERT INTO dek (tenant_id, id, purpose, wrapped, created_at) VALUES"
                                + " ('%s', UUID(), 'PATIENT', 'x', UTC_TIMESTAMP(3))"
                                        .formatted(neighbour.id()));

        var seen = isolation.verify().printed("a neighbour's row in the dedicated database");

        assertThat(seen.failed()).contains("database-strays");
        assertThat(seen.answer().text()).doesNotContain(neighbour.id(), neighbour.slug());
    }

    @Test
    void logErrorInjected() {
        isolation.database();
        var good = platform.sandbox().home().refs();
        var key = "CLINICAL_DB_URL_" + isolation.name().toUpperCase(Locale.ROOT).replace('-', '_');
        var url = read(good.resolve(key));
        isolation.writeUrl("this is no URL");
        platform.organisation();
        isolation.writeUrl(url);

        var seen = isolation.verify().printed("log error injected");

        assertThat(seen.failed()).containsExactly("log");
        assertThat(seen.evidence("log")).contains(key, "is not valid");
    }

    private static String read(java.nio.file.Path file) {
        try {
            return java.nio.file.Files.readString(file);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void copy(String from, String table, String id) {
        var shared = platform.sharedDatabase();
        shared.execute(
                "INSERT INTO %s SELECT * FROM `%s`.%s WHERE id = '%s'"
                        .formatted(table, from, table, id));
        assertThat(shared.count(table, "id = '" + id + "'")).isEqualTo(1);
    }

    private void control(Map<String, ?> wish) {
        var kms = new Client(platform.sandbox().url(PortName.KMS, "/"), List.of());
        assertThat(kms.post("_control", wish).status()).isEqualTo(200);
    }

    private String sharedUrl() {
        return "mysql://cordon_clinical_app:%s@127.0.0.1:%d/cordon_clinical"
                .formatted(sharedPassword(), platform.sandbox().port(PortName.DB));
    }

    private String sharedPassword() {
        return platform.secrets().clinicalPassword();
    }
}
