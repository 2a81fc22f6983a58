package health.cordon.system.objects;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import health.cordon.system.platform.Database;
import health.cordon.system.platform.OnPlatform;
import health.cordon.system.platform.Organisation;
import health.cordon.system.platform.Pictures;
import health.cordon.system.platform.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Removals that the store cannot do at once. */
@OnPlatform
class RemovalIT {
    private final Platform platform;
    private final Organisation organisation;
    private final Database database;

    RemovalIT(Platform platform) {
        this.platform = platform;
        organisation = platform.organisation();
        database = platform.sharedDatabase();
    }

    @Test
    void areDoneWhenTheirBucketIsGone() {
        var bucket = Organisation.unique("gone-");
        platform.platformDatabase()
                .execute(
                        "UPDATE organisation SET clinical_storage_bucket = '%s' WHERE id = '%s'"
                                .formatted(bucket, organisation.id()));
        platform.platformDatabase()
                .execute(
                        "UPDATE organisation SET clinical_storage_bucket = NULL WHERE id = '%s'"
                                .formatted(organisation.id()));
        note(bucket, UUID.randomUUID());

        sweep();

        assertThat(database.rows("object_removal", organisation)).isZero();
    }

    @Test
    void waitAfterAFailureAndAreWarnedAboutOnce() throws IOException {
        var object = UUID.randomUUID();
        note("not-ours", object);

        sweep();
        sweep();

        assertThat(
                        database.count(
                                "object_removal",
                                ("id = '%s' AND attempts = 1 AND due_at BETWEEN"
                                                + " UTC_TIMESTAMP(3) AND UTC_TIMESTAMP(3)"
                                                + " + INTERVAL 1 MINUTE")
                                        .formatted(object)))
                .isEqualTo(1);
        assertThat(Files.readAllLines(log(), UTF_8))
                .filteredOn(line -> line.contains(object.toString()))
                .singleElement()
                .asString()
                .contains("not-ours", organisation.id(), "IllegalStateException", "1 min");
    }

    private java.nio.file.Path log() {
        return platform.sandbox().home().logs().resolve("server/messages.log");
    }

    private void note(String bucket, UUID object) {
        database.execute(
                ("INSERT INTO object_removal (tenant_id, id, s3_bucket, s3_key, due_at) VALUES"
                                + " ('%s', '%s', '%s', '%s/image/%s', '2026-01-01')")
                        .formatted(organisation.id(), object, bucket, organisation.id(), object));
    }

    /** Every deletion looks at what is due. */
    private void sweep() {
        var caseId = organisation.addCase(organisation.addPatient());
        var image = organisation.addImage(caseId, Pictures.png(1)).id();
        assertThat(organisation.admin().delete("images/" + image).status()).isEqualTo(204);
    }
}
