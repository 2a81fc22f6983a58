package health.cordon.system.placement;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import health.cordon.sandbox.home.PortName;
import health.cordon.system.platform.Answer;
import health.cordon.system.platform.Database;
import health.cordon.system.platform.OnPlatform;
import health.cordon.system.platform.Organisation;
import health.cordon.system.platform.Pictures;
import health.cordon.system.platform.Platform;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;

/**
 * An erased patient stays erased: in the database, in the bucket, on each node, in a copy from
 * before, whatever died meanwhile; and the certificate says so.
 */
@OnPlatform
class ErasureIT {
    private static final String SHARED = "cordon-shared";

    /** A round of the upkeep, and what it does. */
    private static final Duration ROUND = Duration.ofSeconds(80);

    private static final Duration SOON = Duration.ofSeconds(60);

    private final Platform platform;
    private final Organisation organisation;
    private final Database shared;
    private final Database list;
    private final String family = Organisation.unique("Erased");
    private final String mrn = Organisation.unique("MRN-");
    private String patient = "";
    private String dek = "";
    private String caseId = "";
    private String image = "";
    private String other = "";

    ErasureIT(Platform platform) {
        this.platform = platform;
        organisation = platform.organisation();
        shared = platform.sharedDatabase();
        list = platform.platformDatabase();
    }

    @BeforeEach
    void thereIsAPatientWithEverything() {
        patient = organisation.addPatient(mrn, family);
        other = organisation.addPatient();
        caseId = organisation.addCase(patient);
        image = organisation.addImage(caseId, Pictures.png(1)).id();
        organisation.addReport(caseId, "A report.".getBytes(UTF_8));
        organisation
                .clinician()
                .with("Idempotency-Key", "KEPT-" + patient)
                .post("cases", Organisation.caseOf(patient, "Kept answer"));
        dek = dekOf(patient);
    }

    private String dekOf(String id) {
        return shared.value("SELECT dek_id FROM patient WHERE id = '%s'".formatted(id));
    }

    private void erase() {
        assertThat(organisation.admin().delete("patients/" + patient).status()).isEqualTo(204);
    }

    private int status(String path) {
        return organisation.reader().get(path).status();
    }

    private String state(String id) {
        return String.join(
                ",",
                list.column("SELECT state FROM erasure WHERE patient_id = '%s'".formatted(id)));
    }

    private String mark(Database database) {
        return database.value(
                "SELECT erasures FROM erasure_mark WHERE tenant_id = '%s'"
                        .formatted(organisation.id()));
    }

    private List<String> trail(Database database) {
        return database.column(
                ("SELECT CONCAT_WS(' ', verb, record, actor) FROM audit_record"
                                + " WHERE tenant_id = '%s' AND verb LIKE 'patient.erase%%'"
                                + " ORDER BY seq")
                        .formatted(organisation.id()));
    }

    private List<String> objects() {
        try (var store = platform.objects()) {
            return store.of(SHARED, organisation);
        }
    }

    /** Each table in which that text stands in some column, by the database's own catalogue. */
    private static List<String> tablesWith(Database database, String text) {
        var found = new ArrayList<String>();
        for (var table :
                database.column(
                        """
                        SELECT table_name FROM information_schema.tables
                        WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE'
                        """)) {
            if (database.count(table, anyColumn(database, table, text)) > 0) {
                found.add(table);
            }
        }
        return found;
    }

    private static String anyColumn(Database database, String table, String text) {
        return database
                .column(
                        """
                        SELECT column_name FROM information_schema.columns
                        WHERE table_schema = DATABASE() AND table_name = '%s'
                        """
                                .formatted(table))
                .stream()
                .map(column -> "INSTR(HEX(`%s`), HEX('%s')) > 0".formatted(column, text))
                .collect(Collectors.joining(" OR "));
    }

    @Test
    void leavesNothingInDatabaseBucketOrOnAnyNode() {
        var second = platform.secondNode();
        await().atMost(SOON)
                .until(
                        () ->
                                organisation
                                                .reader()
                                                .via(second)
                                                .get("patients/" + patient)
                                                .status()
                                        == 200);
        assertThat(tablesWith(shared, dek)).contains("dek", "patient", "idempotent_request");

        erase();

        for (var node : List.of(organisation.reader(), organisation.reader().via(second))) {
            assertThat(node.get("patients/" + patient).status()).isEqualTo(404);
            assertThat(node.get("cases/" + caseId).status()).isEqualTo(404);
            assertThat(node.get("images/" + image).status()).isEqualTo(404);
            assertThat(node.get("patients?mrn=" + mrn).json().path("items")).isEmpty();
            assertThat(node.get("patients?family=" + family).json().path("items")).isEmpty();
        }
        assertThat(tablesWith(shared, dek)).isEmpty();
        assertThat(tablesWith(shared, patient)).containsExactly("audit_record");
        assertThat(tablesWith(shared, caseId)).containsOnly("audit_record");
        assertThat(tablesWith(list, dek)).containsExactly("erasure");
        assertThat(tablesWith(list, patient)).containsExactly("erasure");
        assertThat(tablesWith(list, mrn)).isEmpty();
        assertThat(objects()).isEmpty();
        assertThat(state(patient)).isEqualTo("done");
        assertThat(mark(shared)).isEqualTo("1");
    }

    @Test
    void ofAPatientWhoIsNotThereLeavesNoIntent() {
        var neighbour = platform.organisation();

        for (var id : List.of(patient, UUID.randomUUID().toString())) {
            assertThat(neighbour.admin().delete("patients/" + id).status()).isEqualTo(404);
            assertThat(state(id)).isEmpty();
        }
        erase();
        assertThat(organisation.admin().delete("patients/" + patient).status()).isEqualTo(404);
        assertThat(state(patient)).isEqualTo("done");
    }

    @Test
    void ofCanariesIsOnNoList() {
        var verified =
                platform.platformAdmin()
                        .post("organisations/" + organisation.id() + "/verification", Map.of());

        assertThat(verified.json().path("passed").asBoolean()).as("%s", verified).isTrue();
        assertThat(list.count("erasure", "organisation_id = '%s'".formatted(organisation.id())))
                .isZero();
    }

    @Nested
    class ACopyFromBefore {
        @Test
        void withoutItsKeysOpensNothing() {
            try (var copy = OldCopy.of(shared, organisation)) {
                erase();
                copy.putBack("patient", "id = '%s'".formatted(patient));
                copy.putBack("clinical_case", "patient_id = '%s'".formatted(patient));
                copy.putBack("image", "case_id = '%s'".formatted(caseId));

                for (var path :
                        List.of(
                                "patients/" + patient,
                                "patients",
                                "patients?mrn=" + mrn,
                                "patients?family=" + family,
                                "cases/" + caseId,
                                "cases?patientId=" + patient,
                                "cases")) {
                    var answer = organisation.reader().get(path);
                    assertThat(answer.text()).as(path).doesNotContain(mrn, family, "Case ");
                    if (path.contains("/")) {
                        assertThat(answer.status()).as("%s: %s", path, answer).isNotEqualTo(200);
                    }
                }
                for (var table : List.of("image", "clinical_case", "patient")) {
                    copy.delete(table);
                }
            }
        }

        /** In a database that serves on, as one that was restored behind the node's back. */
        @Test
        void isErasedAgainWithinAMinute() {
            var key = shared.value("SELECT s3_key FROM image WHERE id = '%s'".formatted(image));
            try (var copy = OldCopy.of(shared, organisation)) {
                erase();
                copy.restore();
                try (var store = platform.objects()) {
                    store.s3()
                            .putObject(
                                    put -> put.bucket(SHARED).key(key),
                                    RequestBody.fromBytes(Pictures.png(1)));
                }

                await().atMost(ROUND).until(() -> status("patients/" + patient) == 404);
            }
            assertThat(tablesWith(shared, dek)).isEmpty();
            await().atMost(SOON).until(() -> objects().isEmpty());
            assertThat(status("patients/" + other)).isEqualTo(200);
            assertThat(trail(shared)).containsExactly("patient.erase-again " + patient + " cordon");
            await().atMost(SOON).until(() -> mark(shared).equals("1"));
            assertThat(state(patient)).isEqualTo("done");
        }

        /** Else the mark would have as many as the list: one more, and one less. */
        @Test
        void isErasedAgainAlsoWhileAnotherErasureIsNotNoted() {
            assertThat(organisation.admin().delete("patients/" + other).status()).isEqualTo(204);
            list.execute(
                    ("UPDATE erasure SET state = 'begun', done_at = NULL, destroyed = NULL,"
                                    + " begun_at = UTC_TIMESTAMP(3) WHERE patient_id = '%s'")
                            .formatted(other));
            list.execute(
                    "UPDATE erasure_total SET done = 0 WHERE organisation_id = '%s'"
                            .formatted(organisation.id()));
            try (var copy = OldCopy.of(shared, organisation)) {
                erase();
                copy.restore();

                await().atMost(ROUND).until(() -> status("patients/" + patient) == 404);
            }
            assertThat(state(other)).isEqualTo("done");
            await().atMost(SOON).until(() -> mark(shared).equals("2"));
        }

        /** In a database that is opened anew, as after a restart. */
        @Test
        void servesNobodyBeforeItIsErasedAgain() {
            var own = Dedicated.create(platform);
            own.assignBySql(organisation);
            await().atMost(SOON).until(() -> status("patients/" + patient) == 404);
            patient = organisation.addPatient(mrn, family);
            other = organisation.addPatient();
            organisation.addImage(organisation.addCase(patient), Pictures.png(3));
            try (var copy = OldCopy.of(own.database(), organisation)) {
                erase();
                var url = own.url();
                Dedicated.removeUrl(platform, own.ref());
                refresh();
                assertThat(status("patients/" + patient)).isEqualTo(503);
                copy.restore();
                assertThat(own.database().count("patient", "id = '" + patient + "'")).isEqualTo(1);

                Dedicated.writeUrl(platform, own.ref(), url);
                refresh();

                assertThat(status("patients/" + patient)).isEqualTo(404);
                assertThat(own.database().rows("patient", organisation)).isEqualTo(1);
                assertThat(status("patients/" + other)).isEqualTo(200);
                assertThat(trail(own.database()))
                        .containsExactly("patient.erase-again " + patient + " cordon");
                assertThat(mark(own.database())).isEqualTo("1");
            }
        }

        /** Any change through the product makes the node read the URLs again. */
        private void refresh() {
            platform.organisation();
        }
    }

    @Nested
    class ACrash {
        private static final String LONG_AGO = "UTC_TIMESTAMP(3) - INTERVAL 11 MINUTE";

        private void intent(String of, String key, String begunAt) {
            list.execute(
                    ("INSERT INTO erasure (organisation_id, id, patient_id, dek_id, wrapped_by,"
                                    + " requested_by, state, begun_at) VALUES"
                                    + " ('%s', '%s', '%s', '%s', 'local', 'a test', 'begun', %s)")
                            .formatted(organisation.id(), UUID.randomUUID(), of, key, begunAt));
        }

        /** What a node leaves that dies before and after the clinical transaction. */
        @Test
        void leavesAnIntentThatIsSettled() {
            var gone = UUID.randomUUID().toString();
            var justGone = UUID.randomUUID().toString();
            intent(other, dekOf(other), LONG_AGO);
            intent(gone, UUID.randomUUID().toString(), LONG_AGO);
            intent(justGone, UUID.randomUUID().toString(), "UTC_TIMESTAMP(3)");
            intent(patient, dek, "UTC_TIMESTAMP(3)");

            await().atMost(ROUND)
                    .until(
                            () ->
                                    state(other).isEmpty()
                                            && state(gone).equals("done")
                                            && state(justGone).equals("done"));

            assertThat(status("patients/" + other)).isEqualTo(200);
            assertThat(state(patient)).as("may still be running").isEqualTo("begun");
            assertThat(status("patients/" + patient)).isEqualTo(200);
            var certificate = organisation.admin().get("patients/" + gone + "/erasure");
            assertThat(certificate.status()).isEqualTo(200);
            assertThat(certificate.json().at("/destroyed/rows").isNull()).isTrue();
        }

        /** One of nobody's is noted as done. */
        private void settled() {
            var gone = UUID.randomUUID().toString();
            intent(gone, UUID.randomUUID().toString(), LONG_AGO);
            await().atMost(ROUND).until(() -> state(gone).equals("done"));
        }

        /** Of an organisation whose database is open on no node, so that nobody settles them. */
        @Test
        void ofAnotherOrganisationHidesNoIntent() {
            var asleep = platform.organisation();
            Dedicated.create(platform).assignBySql(asleep);
            // Any change through the product makes the node read all of them again.
            platform.organisation();
            // Twice: a round that is under way may go by what was so when it began.
            settled();
            settled();
            var values =
                    IntStream.range(0, 1_100)
                            .mapToObj(
                                    number ->
                                            ("('%s', UUID(), UUID(), UUID(), 'local', 'a test',"
                                                            + " 'begun', %s - INTERVAL 1 DAY)")
                                                    .formatted(asleep.id(), LONG_AGO))
                            .collect(Collectors.joining(", "));
            list.execute(
                    "INSERT INTO erasure (organisation_id, id, patient_id, dek_id, wrapped_by,"
                            + " requested_by, state, begun_at) VALUES "
                            + values);
            settled();

            var theirs = "organisation_id = '%s'".formatted(asleep.id());
            assertThat(list.count("erasure", theirs + " AND state = 'begun'")).isEqualTo(1_100);
            list.execute("DELETE FROM erasure WHERE " + theirs);
        }
    }

    /** The other node finds the key gone while this one is about to note it, and notes it, too. */
    @Tag("deep")
    @Tag("restarts")
    @Test
    void thatAnotherNodeNotesMeanwhileCountsOnce() throws Exception {
        assertThat(organisation.admin().delete("patients/" + other).status()).isEqualTo(204);
        var second = platform.secondNode(Map.of("CLINICAL_DB_UPKEEP_SECONDS", "5"));
        var threads = Executors.newSingleThreadExecutor();
        try {
            var lock =
                    threads.submit(
                            () ->
                                    list.execute(
                                            ("UPDATE erasure_total SET done = done + SLEEP(20)"
                                                            + " WHERE organisation_id = '%s'")
                                                    .formatted(organisation.id())));
            await().atMost(SOON)
                    .until(
                            () ->
                                    list.count(
                                                    "information_schema.processlist",
                                                    "state = 'User sleep'")
                                            > 0);

            erase();

            lock.get();
        } finally {
            threads.shutdownNow();
            second.stop();
        }
        assertThat(state(patient)).isEqualTo("done");
        assertThat(mark(shared)).isEqualTo("2");
        assertThat(
                        list.value(
                                "SELECT done FROM erasure_total WHERE organisation_id = '%s'"
                                        .formatted(organisation.id())))
                .isEqualTo("2");
        assertThat(list.count("erasure", "destroyed IS NULL AND patient_id = '" + patient + "'"))
                .isZero();
    }

    @Tag("deep")
    @Tag("restarts")
    @Test
    void withoutTheListErasesNothing() {
        try (var wire = new Wire(platform.sandbox().port(PortName.DB))) {
            var url =
                    "mysql://cordon_platform:%s@127.0.0.1:%d/cordon_platform"
                            .formatted(platform.secrets().platformPassword(), wire.port());
            var second = platform.secondNode(Map.of("PLATFORM_DB_URL", url));
            try {
                var admin = organisation.admin().via(second);
                await().atMost(SOON).until(() -> admin.get("patients/" + patient).status() == 200);
                var before = shared.footprint(organisation);
                wire.become(Wire.State.CUT);

                var refused = admin.delete("patients/" + patient);

                assertThat(refused.status()).as("%s", refused).isEqualTo(503);
                assertThat(refused.header("content-type")).isEqualTo("application/problem+json");
                assertThat(shared.footprint(organisation)).isEqualTo(before);
                assertThat(objects()).hasSize(2);
                assertThat(status("patients/" + patient)).isEqualTo(200);
                assertThat(state(patient)).isEmpty();
                wire.become(Wire.State.WHOLE);
                await().atMost(SOON)
                        .until(() -> admin.delete("patients/" + patient).status() == 204);
            } finally {
                second.stop();
            }
        }
        assertThat(state(patient)).isEqualTo("done");
    }

    @Nested
    class TheCertificate {
        private Answer of(String id) {
            return organisation.admin().get("patients/" + id + "/erasure");
        }

        @Test
        void saysWhatWasDestroyedAndWhatMayHoldCopies() {
            // The store refuses to touch what is not the organisation's.
            shared.execute(
                    "UPDATE image SET s3_bucket = 'not-ours' WHERE id = '%s'".formatted(image));
            assertThat(of(patient).status()).as("not erased").isEqualTo(404);
            erase();

            var seen = of(patient).json();

            assertThat(seen.path("patientId").asText()).isEqualTo(patient);
            assertThat(seen.path("erasedAt").asText()).startsWith("20").endsWith("Z");
            assertThat(seen.path("requestedBy").asText()).isNotEmpty();
            assertThat(seen.at("/destroyed/dataKey/id").asText()).isEqualTo(dek);
            assertThat(seen.at("/destroyed/dataKey/wrappedBy").asText()).startsWith("kms:arn:");
            assertThat(seen.at("/destroyed/rows").toString())
                    .isEqualTo(
                            "{\"clinical_case\":2,\"dek\":1,\"histology_report\":1,"
                                    + "\"idempotent_request\":1,\"image\":1,\"patient\":1}");
            assertThat(seen.at("/destroyed/indexes")).isNotEmpty();
            assertThat(seen.at("/destroyed/objects").toString())
                    .isEqualTo("{\"total\":2,\"removed\":1,\"pending\":1}");
            assertThat(seen.path("copies").findValuesAsText("where"))
                    .containsExactly("bucket", "database-backups", "key-escrow", "node-memory");
            assertThat(of(patient).text()).doesNotContain(mrn, family);
        }

        @Test
        void isAsUnknownToOthersAsNone() {
            erase();
            var neighbour = platform.organisation().admin();

            var foreign = neighbour.get("patients/" + patient + "/erasure");
            var unknown = neighbour.get("patients/" + UUID.randomUUID() + "/erasure");

            assertThat(foreign.status()).isEqualTo(404);
            assertThat(foreign.indistinguishable()).isEqualTo(unknown.indistinguishable());
            assertThat(neighbour.get("patients/x/erasure").status()).isEqualTo(404);
        }

        @Test
        void namesADatabaseInWhichRowsWereLeftBehind() {
            var own = Dedicated.create(platform);
            try (var copy = OldCopy.of(shared, organisation)) {
                copy.restoreInto(own.database());
            }
            own.assignBySql(organisation);
            long copied = own.database().rows("patient", organisation);
            await().atMost(SOON)
                    .until(
                            () -> {
                                organisation.addPatient();
                                return own.database().rows("patient", organisation) > copied;
                            });
            erase();

            var seen = of(patient).json();

            assertThat(seen.path("copies").findValuesAsText("state"))
                    .anyMatch(
                            state ->
                                    state.startsWith(
                                            "Rows were left behind in the shared database"));
        }

        @Test
        void standsOnTheListOfPlatformStaff() {
            erase();
            for (var role : List.of("platform-admin", "auditor")) {
                var staff = platform.admin(platform.sandbox().token(role));
                var page = staff.get("organisations/" + organisation.slug() + "/erasures");
                assertThat(page.status()).as("%s", page).isEqualTo(200);
                assertThat(page.json().path("items")).hasSize(1);
                var seen = page.json().at("/items/0");
                assertThat(seen.path("patientId").asText()).isEqualTo(patient);
                assertThat(seen.path("state").asText()).isEqualTo("done");
                assertThat(seen.at("/destroyed/patient").asInt()).isEqualTo(1);
                assertThat(page.text()).doesNotContain(mrn, family);
                assertThat(staff.get("organisations/nobody-here/erasures").status()).isEqualTo(404);
            }
        }
    }
}
