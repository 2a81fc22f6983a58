package health.cordon.system.placement;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import health.cordon.system.platform.Answer;
import health.cordon.system.platform.Client;
import health.cordon.system.platform.KeyService;
import health.cordon.system.platform.ObjectVersions;
import health.cordon.system.platform.OnPlatform;
import health.cordon.system.platform.Organisation;
import health.cordon.system.platform.Platform;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** What is wrong is named before anything changes; giving back is never refused. */
@OnPlatform
class PreflightIT {
    private static final String OWNER = ".cordon/owner";
    private final Platform platform;
    private final Client admin;
    private final ObjectVersions objects;
    private final KeyService keys;
    private final Dedicated own;
    private final Organisation organisation;
    private Footprint before = new Footprint("", "", List.of(), List.of());

    private record Footprint(
            String view, String resources, List<String> databases, List<String> rows) {}

    PreflightIT(Platform platform) {
        this.platform = platform;
        admin = platform.platformAdmin();
        objects = platform.objects();
        keys = platform.keys();
        own = Dedicated.create(platform);
        organisation = platform.organisation();
    }

    @BeforeEach
    void remember() {
        before = footprint();
    }

    @AfterEach
    void aRollbackIsAlwaysPossible() {
        var back = change(null, null, null);
        assertThat(back.status()).as("%s", back).isEqualTo(200);
        assertThat(organisation.reader().get("patients").status()).isEqualTo(200);
        keys.close();
        objects.close();
    }

    @Test
    void letsGoodOnesThroughAndSaysWhatItSaw() {
        var answer = change(own.ref(), own.bucket(), own.key());

        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        assertThat(outcomes(answer))
                .contains(
                        "database-url passed",
                        "database-answers passed",
                        "database-migrated passed",
                        "database-walls passed",
                        "database-identity passed",
                        "database-rows passed",
                        "bucket-exists passed",
                        "bucket-region passed",
                        "bucket-owner passed",
                        "bucket-versioning passed",
                        "bucket-public-access not-answered",
                        "bucket-encryption warning",
                        "key-region passed",
                        "key-usable passed",
                        "key-round-trip passed",
                        "previous-keys passed");
        assertThat(owner(own.bucket())).contains(organisation.id());
        assertThat(objectsUnder(own.bucket(), ".cordon/")).containsExactly(OWNER);
        assertThat(keysThatPassedAreNotLookedAtAgain()).isEmpty();
    }

    private List<String> keysThatPassedAreNotLookedAtAgain() {
        return outcomes(change(own.ref(), own.bucket(), own.key()));
    }

    @Test
    void asksOnlyAboutWhatChanges() {
        var answer = change(null, own.bucket(), null);

        assertThat(outcomes(answer))
                .noneMatch(outcome -> outcome.startsWith("database-"))
                .noneMatch(outcome -> outcome.startsWith("key-"));
    }

    @Nested
    class Databases {
        @Test
        void withoutAUrl() {
            Dedicated.removeUrl(platform, own.ref());

            assertRefused(database(), "database-url", "CLINICAL_DB_URL_OWN", "1.3");
        }

        @Test
        void withAUrlThatIsNone() {
            Dedicated.writeUrl(platform, own.ref(), "mysql://secret-user:hush-hush@");

            assertRefused(database(), "database-url", "CLINICAL_DB_URL_OWN", "1.3");
        }

        @Test
        void thatDoNotAnswer() {
            Dedicated.writeUrl(platform, own.ref(), "mysql://secret-user:hush-hush@127.0.0.1:1/x");

            assertRefused(database(), "database-answers", "node reaches it", "1.1");
        }

        @Test
        void withAWrongPassword() {
            Dedicated.writeUrl(
                    platform,
                    own.ref(),
                    own.url().replaceFirst("//([^:]+):[^@]+@", "//$1:hush-hush@"));

            assertRefused(database(), "database-answers", "user and password", "1.3");
        }

        @Test
        void thatDoNotExist() {
            Dedicated.writeUrl(platform, own.ref(), own.url() + "_not");

            assertRefused(database(), "database-answers", "Create the database", "1.1");
        }

        @Test
        void thatAreBehind() {
            own.database().execute("DELETE FROM DATABASECHANGELOG ORDER BY ID DESC LIMIT 1");

            assertRefused(database(), "database-migrated", "cordon db migrate", "1.2");
        }

        @Test
        void thatWereNeverMigrated() {
            own.database().execute("DROP TABLE DATABASECHANGELOG");

            assertRefused(database(), "database-migrated", "cordon db migrate", "1.2");
        }

        @Test
        void thatAllShare() {
            Dedicated.writeUrl(platform, own.ref(), sharedUrl());

            assertRefused(database(), "database-identity", "database of its own", "1.1");
        }

        @Test
        void thatAnotherOrganisationWasGivenAndHasNotUsedYet() {
            var neighbour = platform.organisation();
            assertThat(change(neighbour, own.ref(), null, null).status()).isEqualTo(200);
            var alias = Organisation.unique("alias-");
            Dedicated.writeUrl(platform, alias, own.url());

            var answer = change(alias, null, null);

            assertRefused(answer, "database-identity", "database of its own", "1.1");
            assertThat(answer.text()).doesNotContain(neighbour.id(), neighbour.slug(), own.ref());
        }

        @Test
        void withRowsOfOthers() {
            own.database()
                    .execute(
                            "INSERT INTO placement VALUES"
                                    + " ('00000000-0000-4000-8000-000000000000', 0, 'home')");

            assertRefused(database(), "database-rows", "database of its own", "1.1");
        }

        @Test
        void withRowsThatSortAfterItsOwn() {
            own.database()
                    .execute(
                            "INSERT INTO placement VALUES"
                                    + " ('ffffffff-0000-4000-8000-000000000000', 0, 'home')");

            assertRefused(database(), "database-rows", "database of its own", "1.1");
        }

        @Test
        void thatReplaceOneThatHasServed() {
            assertThat(database().status()).isEqualTo(200);
            organisation.addPatient();
            change(null, null, null);
            Dedicated.writeUrl(platform, own.ref(), Dedicated.create(platform).url());
            before = footprint();

            assertRefused(database(), "database-identity", "database of before", "1.3");
        }

        @Test
        void thatReplaceOneThatNeverServedAreFine() {
            assertThat(database().status()).isEqualTo(200);
            own.clearBySql(organisation);
            Dedicated.writeUrl(platform, own.ref(), Dedicated.create(platform).url());

            assertThat(database().status()).isEqualTo(200);
            assertThat(organisation.addPatient()).isNotEmpty();
        }

        private Answer database() {
            return change(own.ref(), null, null);
        }
    }

    @Nested
    class Buckets {
        @Test
        void thatDoNotExist() {
            assertRefused(
                    change(null, own.bucket() + "-not", null),
                    "bucket-exists",
                    "Create the bucket",
                    "2.1");
        }

        @Test
        void ofAnotherOrganisation() {
            var neighbour = platform.organisation();
            var installation =
                    platform.platformDatabase()
                            .value(
                                    "SELECT database_id FROM clinical_database WHERE ref = 'SHARED'");
            write(
                    OWNER,
                    "{\"installation\":\"%s\",\"organisation\":\"%s\"}"
                            .formatted(installation, neighbour.id()));

            var answer = change(null, own.bucket(), null);

            assertRefused(answer, "bucket-owner", "bucket of its own", "2.1");
            assertThat(answer.text()).doesNotContain(neighbour.id(), neighbour.slug());
        }

        @Test
        void ofAnotherInstallation() {
            write(
                    OWNER,
                    "{\"installation\":\"elsewhere\",\"organisation\":\"%s\"}"
                            .formatted(organisation.id()));

            assertRefused(
                    change(null, own.bucket(), null), "bucket-owner", "bucket of its own", "2.1");
        }

        @Test
        void thatAreNotSetUpAsTheRunbookWantsAreGivenWithAWarning() {
            objects.s3()
                    .putBucketVersioning(
                            put ->
                                    put.bucket(own.bucket())
                                            .versioningConfiguration(
                                                    to ->
                                                            to.status(
                                                                    BucketVersioningStatus
                                                                            .SUSPENDED)));

            var answer = change(null, own.bucket(), null);

            assertThat(answer.status()).as("%s", answer).isEqualTo(200);
            assertFinding(answer, "bucket-versioning", "warning", "2.2");
            assertFinding(answer, "bucket-public-access", "not-answered", "2.3");
            assertFinding(answer, "bucket-encryption", "warning", "2.4");
        }

        @Test
        void thatEncryptWithTheKeyByThemselvesAreAllRight() {
            objects.s3()
                    .putBucketEncryption(
                            put ->
                                    put.bucket(own.bucket())
                                            .serverSideEncryptionConfiguration(
                                                    to ->
                                                            to.rules(
                                                                    rule ->
                                                                            rule
                                                                                    .applyServerSideEncryptionByDefault(
                                                                                            by ->
                                                                                                    by.sseAlgorithm(
                                                                                                                    ServerSideEncryption
                                                                                                                            .AWS_KMS)
                                                                                                            .kmsMasterKeyID(
                                                                                                                    own
                                                                                                                            .key())))));

            var answer = change(null, own.bucket(), own.key());

            assertThat(outcomes(answer)).contains("bucket-encryption passed");
        }

        private void write(String key, String text) {
            objects.s3()
                    .putObject(
                            put -> put.bucket(own.bucket()).key(key), RequestBody.fromString(text));
        }
    }

    @Nested
    class Keys {
        @Test
        void thatDoNotExist() {
            var unknown = own.key().replaceFirst("/.*", "/00000000-0000-4000-8000-000000000000");

            assertRefused(change(null, null, unknown), "key-usable", "Create the key", "3.1");
        }

        @Test
        void ofAnotherRegion() {
            var elsewhere = own.key().replace(":us-east-1:", ":eu-west-1:");

            assertRefused(change(null, null, elsewhere), "key-region", "us-east-1", "3.1");
        }

        @Test
        void thatAreDisabled() {
            keys.disable(own.key());

            assertRefused(key(), "key-usable", "Enable " + own.key(), "3.1");
        }

        @Test
        void thatAreToBeDeleted() {
            keys.scheduleDeletion(own.key());

            assertRefused(key(), "key-usable", "Cancel the deletion of " + own.key(), "3.1");
        }

        @Test
        void thatMayNotWrap() {
            keys.deny("GenerateDataKey", own.key());

            assertRefused(key(), "key-round-trip", "kms:GenerateDataKey on " + own.key(), "3.2");
        }

        @Test
        void thatMayNotUnwrap() {
            keys.deny("Decrypt", own.key());

            assertRefused(key(), "key-round-trip", "kms:Decrypt on " + own.key(), "3.2");
        }

        @Test
        void thatMayNotBeDescribedAreGivenWithAWord() {
            keys.deny("DescribeKey", own.key());

            var answer = key();

            assertThat(answer.status()).as("%s", answer).isEqualTo(200);
            assertFinding(answer, "key-usable", "not-answered", "kms:DescribeKey on " + own.key());
        }

        private Answer key() {
            return change(null, null, own.key());
        }
    }

    @Nested
    class PreviousKeys {
        private final Dedicated next = Dedicated.create(platform);

        @BeforeEach
        void aPatientUnderTheOldKey() {
            assertThat(change(own.ref(), own.bucket(), own.key()).status()).isEqualTo(200);
            organisation.addPatient();
            before = footprint();
        }

        @AfterEach
        void allowAgain() {
            keys.allow("Decrypt", own.key());
        }

        @Test
        void mustStillUnwrapWhenTheKeyChanges() {
            keys.deny("Decrypt", own.key());

            assertRefused(
                    change(own.ref(), own.bucket(), next.key()),
                    "previous-keys",
                    "kms:Decrypt on " + own.key(),
                    "3.3");
        }

        @Test
        void mustStillUnwrapInADatabaseThatComesBack() {
            change(null, null, own.key());
            before = footprint();
            keys.deny("Decrypt", own.key());

            assertRefused(
                    change(own.ref(), null, own.key()),
                    "previous-keys",
                    "kms:Decrypt on " + own.key(),
                    "3.3");
        }

        @Test
        void mustBeTheOrganisationsOwn() {
            own.database()
                    .execute(
                            "UPDATE dek SET wrapped = CONCAT('kms:%s', '|AQ') LIMIT 1"
                                    .formatted(next.key()));

            assertRefused(
                    change(own.ref(), next.bucket(), own.key()),
                    "previous-keys",
                    "will not unwrap",
                    "");
        }

        @Test
        void inADatabaseThatIsAwayAreNotAnswered() {
            change(null, null, null);
            Dedicated.removeUrl(platform, own.ref());

            var answer = change(null, null, next.key());

            assertThat(answer.status()).as("%s", answer).isEqualTo(200);
            assertFinding(answer, "previous-keys", "not-answered", "1.3");
        }
    }

    @Test
    void marksABucketOnlyOnceTheChangeHasGoneThrough() {
        keys.disable(own.key());

        var answer = change(own.ref(), own.bucket(), own.key());

        assertThat(answer.status()).isEqualTo(409);
        assertThat(objectsUnder(own.bucket(), ".cordon/")).isEmpty();
        assertThat(footprint()).isEqualTo(before);
    }

    @Test
    void staysSilentAboutWhatIsTaken() {
        var neighbour = platform.organisation();
        assertThat(change(neighbour, own.ref(), own.bucket(), own.key()).status()).isEqualTo(200);
        keys.disable(own.key());
        Dedicated.removeUrl(platform, own.ref());

        for (var answer :
                List.of(
                        change(own.ref(), null, null),
                        change(null, own.bucket(), null),
                        change(null, null, own.key()))) {
            assertThat(answer.status()).isEqualTo(409);
            assertThat(answer.text("type")).isEqualTo("urn:cordon:problem:conflict");
            assertThat(answer.json().has("checks")).isFalse();
        }
    }

    private void assertRefused(Answer answer, String name, String... remedy) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(409);
        assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
        assertThat(answer.text("type")).isEqualTo("urn:cordon:problem:preflight-failed");
        assertFinding(answer, name, "failed", remedy);
        assertThat(answer.text()).doesNotContain("hush-hush", "secret-user");
        assertThat(footprint()).isEqualTo(before);
    }

    private static void assertFinding(
            Answer answer, String name, String outcome, String... remedy) {
        var finding =
                checks(answer).stream()
                        .filter(check -> check.path("name").asText().equals(name))
                        .filter(check -> check.path("outcome").asText().equals(outcome))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError(name + " in " + answer));
        assertThat(finding.path("passed").asBoolean()).isEqualTo(!outcome.equals("failed"));
        assertThat(finding.path("evidence").asText()).isNotBlank();
        assertThat(finding.path("remedy").asText()).contains(remedy);
    }

    private Footprint footprint() {
        return new Footprint(
                admin.get(path(organisation)).text(),
                platform.sandbox()
                        .sql(
                                "platform",
                                "SELECT kind, value, since, until FROM organisation_resource WHERE"
                                        + " organisation_id = '%s' ORDER BY kind, value"
                                                .formatted(organisation.id())),
                platform.platformDatabase()
                        .column(
                                "SELECT ref FROM clinical_database WHERE organisation_id = '%s'"
                                        .formatted(organisation.id())),
                platform.platformDatabase()
                        .column(
                                "SELECT verb FROM audit_record WHERE tenant_id = '%s'"
                                        .formatted(organisation.id())));
    }

    private String owner(String bucket) {
        return objects.s3().getObjectAsBytes(get -> get.bucket(bucket).key(OWNER)).asUtf8String();
    }

    private List<String> objectsUnder(String bucket, String prefix) {
        return objects.s3().listObjectVersions(list -> list.bucket(bucket)).versions().stream()
                .map(version -> version.key())
                .filter(key -> key.startsWith(prefix))
                .toList();
    }

    private static List<String> outcomes(Answer answer) {
        return checks(answer).stream()
                .map(c -> c.path("name").asText() + " " + c.path("outcome").asText())
                .toList();
    }

    private static List<JsonNode> checks(Answer answer) {
        return StreamSupport.stream(answer.json().path("checks").spliterator(), false).toList();
    }

    private Answer change(@Nullable String ref, @Nullable String bucket, @Nullable String key) {
        return change(organisation, ref, bucket, key);
    }

    private Answer change(
            Organisation of, @Nullable String ref, @Nullable String bucket, @Nullable String key) {
        Map<String, @Nullable String> change = Dedicated.change(ref, bucket, key);
        return admin.put(path(of), admin.get(path(of)).etag(), change);
    }

    private static String path(Organisation organisation) {
        return "organisations/" + organisation.slug();
    }

    private String sharedUrl() {
        return "mysql://cordon_clinical_app:%s@127.0.0.1:%d/cordon_clinical"
                .formatted(
                        platform.secrets().clinicalPassword(),
                        platform.sandbox().port(health.cordon.sandbox.home.PortName.DB));
    }
}
