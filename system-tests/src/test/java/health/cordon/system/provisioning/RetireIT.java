package health.cordon.system.provisioning;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import health.cordon.system.platform.Answer;
import health.cordon.system.platform.Client;
import health.cordon.system.platform.Database;
import health.cordon.system.platform.Folders;
import health.cordon.system.platform.ObjectVersions;
import health.cordon.system.platform.OnPlatform;
import health.cordon.system.platform.Organisation;
import health.cordon.system.platform.Pictures;
import health.cordon.system.platform.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;

/** An organisation ends: read-only, then destroyed and certified, and nobody else is touched. */
@OnPlatform
class RetireIT {
    private static final String EMAIL = "ops@example.com";
    private static final String SHARED_BUCKET = "cordon-shared";

    /** A trail is kept, and says where it was at home. */
    private static final List<String> KEPT = List.of("audit_record", "placement");

    private final Platform platform;
    private final Client admin;
    private final Database database;
    private final Database shared;
    private final ObjectVersions objects;

    RetireIT(Platform platform) {
        this.platform = platform;
        admin = platform.platformAdmin();
        database = platform.platformDatabase();
        shared = platform.sharedDatabase();
        objects = platform.objects();
    }

    @AfterEach
    void close() {
        objects.close();
    }

    private static String path(Organisation organisation) {
        return "organisations/%s/retirement".formatted(organisation.slug());
    }

    private Answer retire(Organisation organisation, String confirm) {
        return admin.with("Content-Type", "application/json")
                .send("PUT", path(organisation), said(confirm).getBytes(UTF_8));
    }

    private Answer finish(Organisation organisation) {
        return admin.post(
                path(organisation) + "/completion",
                Map.of("confirm", organisation.slug(), "requestedBy", EMAIL));
    }

    private static String said(String confirm) {
        return "{\"confirm\":\"%s\",\"requestedBy\":\"%s\"}".formatted(confirm, EMAIL);
    }

    private Answer ended(Organisation organisation) throws InterruptedException {
        var answer = finish(organisation);
        for (int turn = 0; turn < 10 && answer.status() == 202; turn++) {
            Thread.sleep(200);
            answer = finish(organisation);
        }
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        return answer;
    }

    /** One of each, two versions of a picture, and the mark of a deleted one. */
    private static String fill(Organisation organisation) {
        var patient = organisation.addPatient();
        var caseId = organisation.addCase(patient);
        organisation.addImage(caseId, Pictures.png(1));
        organisation.addReport(caseId, "Benign".getBytes(UTF_8));
        return patient;
    }

    private void assertReadOnly(Answer answer) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(403);
        assertThat(answer.text("type")).isEqualTo("urn:cordon:problem:organisation-read-only");
        assertThat(answer.text("title"))
                .isEqualTo("The organisation is retiring; nothing is changed");
    }

    private static Map<String, Function<Client, Answer>> writes(
            Organisation organisation, String patient, byte[] bundle) {
        var caseId = organisation.addCase(patient);
        var image = organisation.addImage(caseId, Pictures.png(2)).id();
        var report = organisation.addReport(caseId, "Mild".getBytes(UTF_8)).id();
        var all = new LinkedHashMap<String, Function<Client, Answer>>();
        all.put("create", staff -> staff.post("patients", Organisation.patient("M-9", "King")));
        all.put(
                "change",
                staff ->
                        staff.put(
                                "patients/" + patient,
                                staff.get("patients/" + patient).etag(),
                                Organisation.patient("M-8", "Roy")));
        all.put("case", staff -> staff.post("cases", Organisation.caseOf(patient, "Naevus")));
        all.put(
                "picture",
                staff -> staff.upload("cases/" + caseId + "/images", "image/png", Pictures.png(3)));
        all.put(
                "report",
                staff ->
                        staff.upload(
                                "cases/" + caseId + "/histology-reports",
                                "text/plain",
                                "Grave".getBytes(UTF_8)));
        all.put("import", staff -> staff.upload("import/fhir", "application/fhir+json", bundle));
        for (var record :
                List.of(
                        "images/" + image,
                        "histology-reports/" + report,
                        "cases/" + caseId,
                        "patients/" + patient)) {
            all.put("delete " + record, staff -> staff.delete(record));
        }
        return all;
    }

    @Test
    void readsAndChangesNothingUntilItIsUndone() throws IOException {
        var one = platform.organisation();
        var patient = fill(one);
        var bundle =
                Files.readAllBytes(
                        Folders.project().resolve("samples/north/pathology-example.json"));
        var writes = writes(one, patient, bundle);

        var wrong = retire(one, platform.organisation().slug());
        assertThat(wrong.status()).as("%s", wrong).isEqualTo(400);
        assertThat(wrong.text()).contains("\"confirm\"");
        assertThat(finish(one).status()).isEqualTo(409);
        assertThat(admin.get(path(one)).status()).isEqualTo(404);
        var suspension = "organisations/%s/suspension".formatted(one.slug());
        admin.send("PUT", suspension, new byte[0]);
        assertThat(retire(one, one.slug()).status()).isEqualTo(409);
        admin.delete(suspension);

        var retiring = retire(one, one.slug());
        assertThat(retiring.status()).as("%s", retiring).isEqualTo(200);
        assertThat(retiring.text("state")).isEqualTo("retiring");
        assertThat(retire(one, one.slug()).json()).isEqualTo(retiring.json());
        assertThat(admin.get("organisations/" + one.slug()).text("status")).isEqualTo("retiring");

        var footprint = shared.footprint(one);
        writes.forEach((name, write) -> assertReadOnly(write.apply(one.admin())));
        assertThat(shared.footprint(one)).isEqualTo(footprint);
        assertThat(one.reader().get("patients/" + patient).status()).isEqualTo(200);
        assertThat(one.clinician().get("images?limit=2").status()).isEqualTo(200);
        assertNobodyChangesTheOrganisation(one);
        var job = admin.post("jobs", rewrapOf(one));
        assertThat(job.text("state")).as("%s", job).isEqualTo("paused");
        database.execute(
                "UPDATE retirement SET retiring_at = UTC_TIMESTAMP(3) + INTERVAL 1 DAY WHERE"
                        + " organisation_id = '%s'".formatted(one.id()));
        var early = finish(one);
        assertThat(early.status()).isEqualTo(409);
        assertThat(early.text("type")).isEqualTo("urn:cordon:problem:read-only-period");

        assertThat(admin.delete(path(one)).status()).isEqualTo(204);
        assertThat(admin.get("organisations/" + one.slug()).text("status")).isEqualTo("active");
        assertThat(admin.delete(path(one)).status()).isEqualTo(409);
        writes.forEach(
                (name, write) ->
                        assertThat(write.apply(one.admin()).status()).as(name).isBetween(200, 204));
        assertThat(verbs(one))
                .containsSubsequence("organisation.retire", "organisation.retire-undo");
    }

    private static Map<String, String> rewrapOf(Organisation one) {
        return Map.of("job", "rewrap", "organisation", one.slug());
    }

    private void assertNobodyChangesTheOrganisation(Organisation one) {
        var at = "organisations/" + one.slug();
        assertThat(admin.put(at, admin.get(at).etag(), Map.of("name", "Other")).status())
                .isEqualTo(409);
        assertThat(admin.send("PUT", at + "/suspension", new byte[0]).status()).isEqualTo(409);
        assertThat(admin.delete(at + "/suspension").status()).isEqualTo(409);
    }

    private List<String> verbs(Organisation organisation) {
        return database.column(
                "SELECT verb FROM audit_record WHERE tenant_id = '%s' ORDER BY seq"
                        .formatted(organisation.id()));
    }

    @Test
    void destroysOneThatSharesEverything() throws Exception {
        var one = platform.organisation();
        fill(one);
        assertThat(admin.post("jobs", rewrapOf(one)).status()).isBetween(200, 201);
        // More than one transaction takes.
        addDataKeys(one, 1_200);
        var neighbour = platform.organisation();
        var patient = fill(neighbour);
        var others = Others.of(this, neighbour);
        retire(one, one.slug());

        var done = ended(one);
        assertThat(done.text("state")).isEqualTo("retired");
        assertNothingIsLeft(shared, one);
        assertThat(objects.of(SHARED_BUCKET, one)).isEmpty();
        var certificate = done.json().path("certificate");
        assertThat(certificate.at("/before/rows/0/tables/dek").asInt()).isGreaterThan(1_200);
        assertThat(certificate.at("/before/objects/0/versions").asInt()).isEqualTo(2);
        assertThat(total(certificate.at("/after/rows/0/tables"))).isZero();
        assertThat(certificate.path("kept").toString()).contains("audit_record");
        assertThat(shared.rows("audit_record", one)).isPositive();
        assertThat(certificate.path("requestedBy").asText()).isEqualTo(EMAIL);
        assertThat(certificate.path("notCovered").toString()).contains("Backups", "escrow");

        assertThat(
                        database.count(
                                "job_request",
                                "organisation_id = '%s' AND unfinished IS NOT NULL"
                                        .formatted(one.id())))
                .isZero();
        others.assertUnharmed();
        assertThat(neighbour.reader().get("patients/" + patient).status()).isEqualTo(200);
        neighbour.addPatient();
        assertThat(one.reader().get("patients").text("type"))
                .isEqualTo("urn:cordon:problem:forbidden");
        assertItIsOver(one, done);
        assertAnOldCopyBringsNothingBack(one);
        assertThat(
                        database.column(
                                "SELECT record FROM audit_record WHERE verb = 'TENANT_RETIRED'"
                                        + " AND tenant_id = '%s'".formatted(one.id())))
                .containsExactly(one.slug() + ", requested by " + EMAIL);
    }

    /** As a database administrator, past the walls. */
    private void addDataKeys(Organisation to, int howMany) {
        var row = "('%s', UUID(), 'patient', 'kms:x|y', UTC_TIMESTAMP(3))".formatted(to.id());
        shared.execute(
                "INSERT INTO dek (tenant_id, id, purpose, wrapped, created_at) VALUES "
                        + String.join(", ", Collections.nCopies(howMany, row)));
    }

    private void assertAnOldCopyBringsNothingBack(Organisation one) throws InterruptedException {
        addDataKeys(one, 1);
        ended(one);
        assertNothingIsLeft(shared, one);
        assertThat(verbs(one)).containsOnlyOnce("TENANT_RETIRED_AGAIN");
    }

    /** Every table of tenants, found and counted by a database administrator. */
    private static void assertNothingIsLeft(Database where, Organisation one) {
        var tables =
                where.column(
                        "SELECT table_name FROM information_schema.columns WHERE table_schema ="
                                + " DATABASE() AND column_name = 'tenant_id' AND table_name NOT"
                                + " LIKE 't\\_%'");
        assertThat(tables).contains("patient", "dek", "image");
        tables.stream()
                .filter(table -> !KEPT.contains(table) && !table.equals("tenant_session"))
                .forEach(table -> assertThat(where.rows(table, one)).as(table).isZero());
    }

    private static int total(JsonNode counts) {
        int total = 0;
        for (var count : counts) {
            total += count.asInt();
        }
        return total;
    }

    /** No way back, and nobody takes its place. */
    private void assertItIsOver(Organisation one, Answer done) {
        var again = finish(one);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json()).isEqualTo(done.json());
        var read = platform.admin(platform.sandbox().token("auditor")).get(path(one));
        assertThat(read.json()).isEqualTo(done.json());
        assertThat(admin.delete(path(one)).status()).isEqualTo(409);
        assertThat(retire(one, one.slug()).status()).isEqualTo(409);
        assertThat(create(one.slug()).status()).isEqualTo(409);
        assertNobodyChangesTheOrganisation(one);
        assertThat(
                        admin.send(
                                        "POST",
                                        "organisations/%s/verification".formatted(one.slug()),
                                        new byte[0])
                                .status())
                .isEqualTo(404);
        assertThat(admin.get("patients?org_id=" + one.slug()).status()).isEqualTo(404);
        assertThatThrownBy(
                        () ->
                                database.execute(
                                        "UPDATE organisation SET status = 'active' WHERE id = '%s'"
                                                .formatted(one.id())))
                .hasMessageContaining("retired");
        assertThat(admin.get("organisations/" + one.slug()).text("status")).isEqualTo("retired");
    }

    private Answer create(String slug) {
        return admin.post("organisations", wanted(slug));
    }

    private static Map<String, Object> wanted(String slug) {
        return Map.of(
                "slug", slug,
                "name", "Acme",
                "region", "sandbox-1",
                "vertical", "acute",
                "tier", "standard",
                "states", List.of("MA"));
    }

    @Test
    void destroysAllThatIsItsOwnAndGoesOnWhereItStopped() throws Exception {
        var made = provisioned();
        var one = made.organisation();
        fill(one);
        var neighbour = platform.organisation();
        fill(neighbour);
        var others = Others.of(this, neighbour);
        leaveSomethingBehind(made);
        retire(one, one.slug());

        try (var keys = platform.keys()) {
            keys.deny("ScheduleKeyDeletion", made.key());
            var stopped = finish(one);
            for (int turn = 0; turn < 5 && stopped.status() == 202; turn++) {
                stopped = finish(one);
            }
            keys.allow("ScheduleKeyDeletion", made.key());
            assertThat(stopped.status()).as("%s", stopped).isEqualTo(503);
            assertThat(stopped.text("step")).isEqualTo("key");
            assertThat(admin.get(path(one)).json().path("steps").toString())
                    .contains("\"name\":\"key\",\"state\":\"failed\"", "KMS does not schedule");
            assertThat(admin.get(path(one)).text("state")).isEqualTo("running");
            // Whatever comes back meanwhile goes, too.
            objects.s3()
                    .putObject(
                            to -> to.bucket(made.bucket()).key("a"), RequestBody.fromString("a"));

            var done = ended(one);
            assertDestroyed(made, done);
            var state = keys.kms().describeKey(of -> of.keyId(made.key())).keyMetadata();
            assertThat(state.keyStateAsString()).isEqualTo("PendingDeletion");
            others.assertUnharmed();
            assertItIsOver(one, done);
            assertThat(admin.post("organisations", made.request()).status()).isEqualTo(409);
        }
        assertDeletedAfterTheWait(made);
        others.assertUnharmed();
    }

    private void assertDestroyed(Made made, Answer done) {
        var one = made.organisation();
        assertNothingIsLeft(shared, one);
        var own = shared.column(OWN_TABLES.formatted(made.databaseName()));
        assertThat(own).contains("patient", "audit_record");
        for (var table : own) {
            assertThat(
                            shared.count(
                                    made.databaseName() + "." + table,
                                    "tenant_id = '%s'".formatted(one.id())))
                    .as(table)
                    .isZero();
        }
        assertThat(versions(made.bucket())).isEmpty();
        assertThat(objects.of(SHARED_BUCKET, one)).isEmpty();
        assertThat(
                        shared.column(
                                "SELECT JSON_VALUE(Priv, '$.account_locked') FROM mysql.global_priv"
                                        + " WHERE User LIKE '%s%%'".formatted(made.databaseName())))
                .containsExactly("1", "1");
        var certificate = done.json().path("certificate");
        assertThat(certificate.path("scheduled").toString())
                .contains(made.databaseName(), made.bucket(), made.key());
        assertThat(certificate.path("yours")).isEmpty();
        assertThat(certificate.at("/before/rows/0/tables/patient").asInt()).isOne();
        assertThat(certificate.at("/before/rows/1/tables/dek").asInt()).isOne();
        assertThat(certificate.at("/after/keys/0/state").asText()).isEqualTo("PendingDeletion");
        assertThat(
                        database.count(
                                "retired_trail",
                                "organisation_id = '%s' AND JSON_VALUE(line, '$.verb') ="
                                                .formatted(one.id())
                                        + " 'patient.create'"))
                .isPositive();
    }

    private static final String OWN_TABLES =
            "SELECT c.table_name FROM information_schema.columns c JOIN information_schema.tables t"
                    + " ON t.table_schema = c.table_schema AND t.table_name = c.table_name"
                    + " WHERE c.table_schema = '%s' AND c.column_name = 'tenant_id'"
                    + " AND t.table_type = 'BASE TABLE'";

    private List<String> versions(String bucket) {
        var found = objects.s3().listObjectVersions(list -> list.bucket(bucket));
        return Stream.concat(
                        found.versions().stream().map(one -> one.key()),
                        found.deleteMarkers().stream().map(one -> one.key()))
                .toList();
    }

    private void assertDeletedAfterTheWait(Made made) throws InterruptedException {
        var one = made.organisation();
        assertThat(finish(one).text("state")).isEqualTo("retired");
        database.execute(
                "UPDATE retirement SET delete_after = UTC_TIMESTAMP(3) WHERE organisation_id = '%s'"
                        .formatted(one.id()));
        var deleted = ended(one);
        assertThat(deleted.text("state")).as("%s", deleted).isEqualTo("deleted");
        assertThat(shared.column("SHOW DATABASES LIKE '%s'".formatted(made.databaseName())))
                .isEmpty();
        assertThat(
                        shared.column(
                                "SELECT User FROM mysql.global_priv WHERE User LIKE '%s%%'"
                                        .formatted(made.databaseName())))
                .isEmpty();
        assertThat(database.count("server_database", "organisation_id = '%s'".formatted(one.id())))
                .isZero();
        assertThatThrownBy(() -> versions(made.bucket())).isInstanceOf(NoSuchBucketException.class);
        assertThat(finish(one).json()).isEqualTo(deleted.json());
    }

    /** Rows in the shared database, from a time when it was at home there, and an object. */
    private void leaveSomethingBehind(Made made) {
        var id = made.organisation().id();
        addDataKeys(made.organisation(), 1);
        for (var key : List.of(id + "/images/old", id + "/images/gone")) {
            objects.s3()
                    .putObject(
                            to -> to.bucket(SHARED_BUCKET).key(key), RequestBody.fromString("1"));
            objects.s3()
                    .putObject(
                            to -> to.bucket(SHARED_BUCKET).key(key), RequestBody.fromString("2"));
        }
        objects.s3().deleteObject(of -> of.bucket(SHARED_BUCKET).key(id + "/images/gone"));
    }

    /** One that provisioning made. */
    private record Made(
            Organisation organisation,
            Map<String, Object> request,
            String databaseName,
            String bucket,
            String key) {}

    private Made provisioned() {
        var server = Organisation.unique("db-");
        var added =
                admin.post(
                        "servers",
                        Map.of(
                                "name",
                                server,
                                "region",
                                "sandbox-1",
                                "capacity",
                                200,
                                "url",
                                platform.sandbox().provisionerUrl()));
        assertThat(added.status()).as("%s", added).isEqualTo(201);
        var slug = Organisation.unique("end-");
        var request = new LinkedHashMap<>(wanted(slug));
        request.put("requestedBy", EMAIL);
        request.put("dedicated", List.of("db", "bucket", "key"));
        var made = admin.post("organisations", request);
        assertThat(made.status()).as("%s", made).isEqualTo(201);
        // Others' tests find no server.
        database.execute(
                "UPDATE db_server SET state = 'draining', host = CONCAT(name, '.invalid')"
                        + " WHERE name = '%s'".formatted(server));
        return new Made(
                new Organisation(
                        platform,
                        made.id(),
                        slug,
                        staff(slug, "clinician"),
                        staff(slug, "clinician-read"),
                        staff(slug, "org-admin")),
                request,
                "cordon_" + made.text("clinicalDbConnectionRef").replace('-', '_'),
                made.text("clinicalStorageBucket"),
                made.text("clinicalKmsKeyArn"));
    }

    private Client staff(String slug, String role) {
        return platform.api(platform.sandbox().token("org:%s role:%s".formatted(slug, role)));
    }

    /** What a neighbour has. */
    private record Others(
            RetireIT test, Organisation neighbour, List<String> rows, List<String> versions) {
        static Others of(RetireIT test, Organisation neighbour) {
            return new Others(test, neighbour, rows(test, neighbour), versions(test, neighbour));
        }

        private static List<String> rows(RetireIT test, Organisation neighbour) {
            return test.shared.footprint(neighbour);
        }

        private static List<String> versions(RetireIT test, Organisation neighbour) {
            return test.objects.of(SHARED_BUCKET, neighbour);
        }

        void assertUnharmed() {
            assertThat(rows(test, neighbour)).isEqualTo(rows);
            assertThat(versions(test, neighbour)).isEqualTo(versions).isNotEmpty();
        }
    }
}
