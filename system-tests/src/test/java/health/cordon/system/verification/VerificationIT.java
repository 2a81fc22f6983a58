package health.cordon.system.verification;

import static org.assertj.core.api.Assertions.assertThat;

import health.cordon.system.platform.Database;
import health.cordon.system.platform.OnPlatform;
import health.cordon.system.platform.Organisation;
import health.cordon.system.platform.Platform;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a verification proves, leaves behind and keeps. */
@OnPlatform
class VerificationIT {
    private static final String SHARED_BUCKET = "cordon-shared";
    private final Platform platform;
    private final Organisation organisation;
    private final Isolation isolation;
    private final Database shared;

    VerificationIT(Platform platform) {
        this.platform = platform;
        organisation = platform.organisation();
        isolation = Isolation.of(platform, organisation);
        shared = platform.sharedDatabase();
    }

    @ParameterizedTest(name = "database {0}, bucket {1}, key {2}")
    @CsvSource({
        "shared, shared, shared",
        "own, shared, shared",
        "shared, own, shared",
        "shared, shared, own",
        "own, own, own"
    })
    void passesForEachDimensionByItselfAndForAll(String database, String bucket, String key) {
        var before = organisation.addPatient();
        if (database.equals("own")) {
            isolation.database();
        }
        if (bucket.equals("own")) {
            isolation.bucket();
        }
        if (key.equals("own")) {
            isolation.key();
        }

        var seen =
                isolation
                        .verify()
                        .printed("database %s, bucket %s, key %s".formatted(database, bucket, key));

        assertThat(seen.failed()).isEmpty();
        assertThat(seen.passed()).isTrue();
        assertThat(seen.names()).doesNotHaveDuplicates();
        assertThat(seen.evidence("canary-rows"))
                .contains(
                        database.equals("own")
                                ? "the database of ref " + isolation.name()
                                : "the shared database");
        assertThat(seen.evidence("bucket-on-row"))
                .endsWith(bucket.equals("own") ? isolation.name() : SHARED_BUCKET);
        assertThat(seen.evidence("key-on-dek"))
                .endsWith(key.equals("own") ? isolation.get("clinical_kms_key_arn") : sharedKey());
        assertThat(seen.evidence("key-on-object"))
                .endsWith(key.equals("own") ? isolation.get("clinical_kms_key_arn") : sharedKey());
        if (database.equals("own")) {
            assertThat(seen.evidence("canary-elsewhere")).contains("the shared database");
            assertThat(seen.evidence("database-strays")).contains("1 patient");
        }
        assertThat(shared.count("patient", "id = '" + before + "'")).isEqualTo(1);
        assertNothingStays(database.equals("own") ? isolation.own() : shared, bucket);
    }

    @Test
    void removesWhatAnEarlierOneLeft() {
        var real = organisation.addPatient();
        var left = Canaries.leave(organisation, shared);
        assertThat(Isolation.canaries(shared, organisation)).hasSize(4);

        var seen = isolation.verify();

        assertThat(seen.failed()).isEmpty();
        assertThat(seen.evidence("canary-written")).contains("1 older removed");
        assertThat(shared.count("dek", "id = '" + left.dek() + "'")).isZero();
        assertNothingStays(shared, "shared");
        assertThat(organisation.reader().get("patients/" + real).status()).isEqualTo(200);
    }

    @Test
    void standsInBothTrails() {
        var seen = isolation.verify();

        assertThat(
                        shared.column(
                                "SELECT CONCAT_WS(' ', role, verb) FROM audit_record WHERE"
                                        + " tenant_id = '%s' ORDER BY seq"
                                                .formatted(organisation.id())))
                .containsExactly(
                        "platform-admin canary.patient.create",
                        "platform-admin canary.case.create",
                        "platform-admin canary.image.create",
                        "platform-admin canary.patient.list",
                        "platform-admin canary.case.list",
                        "platform-admin canary.patient.erase");
        assertThat(
                        platform.platformDatabase()
                                .value(
                                        "SELECT record FROM audit_record WHERE tenant_id = '%s'"
                                                        .formatted(organisation.id())
                                                + " AND verb = 'organisation.verify'"))
                .isEqualTo(seen.answer().id());
    }

    @Test
    void isKeptNewestFirst() {
        var admin = platform.platformAdmin();
        var auditor = platform.admin(platform.sandbox().token("auditor"));
        var path = "organisations/" + organisation.id() + "/verification";
        var first = isolation.verify().answer();
        var second = isolation.verify().answer();

        var page = auditor.get(path + "?limit=1");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.json().path("items").path(0)).isEqualTo(second.json());
        var rest = auditor.get(path + "?limit=1&cursor=" + page.text("next"));
        assertThat(rest.json().path("items").path(0)).isEqualTo(first.json());
        assertThat(rest.json().path("next").isNull()).isTrue();
        assertThat(auditor.get(path + "/" + first.id()).json()).isEqualTo(first.json());
        assertThat(first.text("organisation")).isEqualTo(organisation.id());
        assertThat(Instant.parse(first.text("at"))).isBefore(Instant.now());
        assertThat(first.header("location")).endsWith(path + "/" + first.id());

        assertThat(auditor.get(path + "/" + UUID.randomUUID()).status()).isEqualTo(404);
        var other = platform.organisation();
        var foreign = "organisations/" + other.id() + "/verification/" + first.id();
        assertThat(admin.get(foreign).status()).isEqualTo(404);
        assertThat(admin.get("organisations/nobody-here/verification").status()).isEqualTo(404);
    }

    @Test
    void isForPlatformAdministratorsAlone() {
        var path = "organisations/" + organisation.id() + "/verification";
        var auditor = platform.admin(platform.sandbox().token("auditor"));
        assertThat(auditor.post(path, Map.of()).status()).isEqualTo(403);
        var orgAdmin = platform.sandbox().token("org:" + organisation.slug() + " role:org-admin");
        assertThat(platform.admin(orgAdmin).post(path, Map.of()).status()).isEqualTo(403);
        assertThat(platform.admin(orgAdmin).get(path).status()).isEqualTo(403);
        assertThat(platform.admin("").post(path, Map.of()).status()).isEqualTo(401);
        var unknown = "organisations/nobody-here/verification";
        assertThat(platform.platformAdmin().post(unknown, Map.of()).status()).isEqualTo(404);
        assertThat(platform.api(orgAdmin).post(path, Map.of()).status()).isEqualTo(404);
    }

    @Test
    void runsOnceAtATimeAndADeadOneEndsByItself() {
        var admin = platform.platformAdmin();
        var path = "organisations/" + organisation.id() + "/verification";
        var running =
                "INSERT INTO verification_run VALUES ('%s', '%s', UTC_TIMESTAMP(3) + INTERVAL 60"
                        + " SECOND)";
        platform.platformDatabase()
                .execute(running.formatted(organisation.id(), UUID.randomUUID()));

        assertThat(admin.post(path, Map.of()).status()).isEqualTo(409);

        platform.platformDatabase()
                .execute(
                        "UPDATE verification_run SET until = UTC_TIMESTAMP(3) - INTERVAL 1 SECOND");
        assertThat(admin.post(path, Map.of()).status()).isEqualTo(201);
        assertThat(
                        platform.platformDatabase()
                                .count(
                                        "verification_run",
                                        "organisation_id = '" + organisation.id() + "'"))
                .isZero();
    }

    private void assertNothingStays(Database database, String bucket) {
        assertThat(Isolation.canaries(database, organisation)).isEmpty();
        assertThat(database.rows("object_removal", organisation)).isZero();
        assertThat(
                        database.count(
                                "dek",
                                "purpose = 'PATIENT' AND tenant_id = '"
                                        + organisation.id()
                                        + "' AND id NOT IN (SELECT dek_id FROM patient)"))
                .isZero();
        try (var objects = platform.objects()) {
            var name = bucket.equals("own") ? isolation.name() : SHARED_BUCKET;
            assertThat(objects.of(name, organisation)).isEmpty();
        }
    }

    private String sharedKey() {
        organisation.addPatient();
        return platform
                .sharedDatabase()
                .column("SELECT DISTINCT SUBSTRING_INDEX(SUBSTRING(wrapped, 5), '|', 1) FROM dek")
                .stream()
                .filter(
                        arn ->
                                platform.platformDatabase()
                                                .count(
                                                        "organisation_resource",
                                                        "value = '" + arn + "'")
                                        == 0)
                .findFirst()
                .orElseThrow();
    }
}
