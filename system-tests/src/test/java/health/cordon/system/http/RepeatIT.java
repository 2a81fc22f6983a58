package health.cordon.system.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import health.cordon.system.platform.Answer;
import health.cordon.system.platform.Database;
import health.cordon.system.platform.OnPlatform;
import health.cordon.system.platform.Organisation;
import health.cordon.system.platform.Pictures;
import health.cordon.system.platform.Platform;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Requests that come twice, and changes of what has changed. */
@OnPlatform
class RepeatIT {
    private static final int CONFLICT = 409;
    private static final int TRIES = 8;
    private final Platform platform;
    private final Organisation organisation;
    private final Database database;

    RepeatIT(Platform platform) {
        this.platform = platform;
        organisation = platform.organisation();
        database = platform.sharedDatabase();
    }

    @Nested
    class WithAnIdempotencyKey {
        @Test
        void answersTheSameAndWritesOnce() {
            var first = post(organisation, "key-1", Organisation.patient("MRN-1", "Once"));
            var second = post(organisation, "key-1", Organisation.patient("MRN-1", "Once"));

            assertThat(first.status()).isEqualTo(201);
            assertThat(second.status()).isEqualTo(201);
            assertThat(second.text()).isEqualTo(first.text());
            assertThat(second.header("location")).isEqualTo(first.header("location"));
            assertThat(database.rows("patient", organisation)).isEqualTo(1);
            assertThat(database.rows("audit_record", organisation)).isEqualTo(1);
        }

        @Test
        void refusesAnotherBodyUnderTheKey() {
            post(organisation, "key-1", Organisation.patient("MRN-1", "Once"));

            var other = post(organisation, "key-1", Organisation.patient("MRN-2", "Once"));

            assertThat(other.status()).isEqualTo(CONFLICT);
            assertThat(other.text("type")).endsWith(":idempotency-key-reused");
            assertThat(database.rows("patient", organisation)).isEqualTo(1);
        }

        @Test
        void tellsATakenMrnFromAReusedKey() {
            var first = organisation.addPatient("MRN-1", "First");
            var second = organisation.addPatient("MRN-2", "Second");

            var created =
                    organisation
                            .clinician()
                            .post("patients", Organisation.patient("MRN-1", "Third"));
            var changed =
                    organisation
                            .clinician()
                            .put(
                                    "patients/" + second,
                                    "\"%s-1\"".formatted(second),
                                    Organisation.patient("MRN-1", "Second"));

            assertThat(first).isNotEqualTo(second);
            for (var answer : List.of(created, changed)) {
                assertThat(answer.status()).isEqualTo(CONFLICT);
                assertThat(answer.text("type")).endsWith(":conflict");
                assertThat(answer.json().path("fields").toString()).isEqualTo("[\"mrn\"]");
            }
        }

        @Test
        void refusesAnotherVerbUnderTheKey() {
            var patient = post(organisation, "key-1", Organisation.patient("MRN-1", "Once"));

            var other =
                    organisation
                            .clinician()
                            .with("Idempotency-Key", "key-1")
                            .post("cases", Organisation.caseOf(patient.id(), "t"));

            assertThat(other.status()).isEqualTo(CONFLICT);
            assertThat(database.rows("clinical_case", organisation)).isZero();
        }

        @Test
        void meansNothingToAnotherOrganisation() {
            var other = platform.organisation();
            var ours = post(organisation, "key-1", Organisation.patient("MRN-1", "Once"));

            var theirs = post(other, "key-1", Organisation.patient("MRN-2", "Other"));

            assertThat(theirs.status()).isEqualTo(201);
            assertThat(theirs.id()).isNotEqualTo(ours.id());
            assertThat(database.rows("patient", other)).isEqualTo(1);
        }

        @Test
        void writesOnceAndAnswersTheSameWhenBothComeAtOnce() throws Exception {
            organisation.addPatient();
            for (int i = 0; i < TRIES; i++) {
                var key = "key-" + i;
                var patient = Organisation.patient("MRN-" + i, "Once");
                assertOneAnswer(() -> post(organisation, key, patient));
            }
            assertThat(database.rows("patient", organisation)).isEqualTo(1 + TRIES);
        }

        /** Nothing but the key keeps two equal cases apart. */
        @Test
        void writesOneCaseWhenBothComeAtOnce() throws Exception {
            var patient = organisation.addPatient();
            for (int i = 0; i < TRIES; i++) {
                var caller = organisation.clinician().with("Idempotency-Key", "key-" + i);
                var wanted = Organisation.caseOf(patient, "t");
                assertOneAnswer(() -> caller.post("cases", wanted));
            }
            assertThat(database.rows("clinical_case", organisation)).isEqualTo(TRIES);
        }

        @Test
        void keepsOneUploadWhenBothComeAtOnce() throws Exception {
            var path = "cases/" + organisation.addCase(organisation.addPatient()) + "/images";
            var picture = Pictures.png(1);
            for (int i = 0; i < TRIES; i++) {
                var caller = organisation.clinician().with("Idempotency-Key", "key-" + i);
                var answers = both(() -> caller.upload(path, "image/png", picture));
                assertThat(answers).extracting(Answer::status).containsOnly(201);
                assertThat(answers.get(0).id()).isEqualTo(answers.get(1).id());
            }
            assertThat(database.rows("image", organisation)).isEqualTo(TRIES);
        }

        private void assertOneAnswer(Callable<Answer> sending) throws Exception {
            var answers = both(sending);
            assertThat(answers).extracting(Answer::status).containsOnly(201);
            assertThat(answers).extracting(Answer::text).containsOnly(answers.get(0).text());
        }

        private List<Answer> both(Callable<Answer> sending) throws Exception {
            var begin = new CyclicBarrier(2);
            Callable<Answer> atOnce =
                    () -> {
                        begin.await(30, TimeUnit.SECONDS);
                        return sending.call();
                    };
            var threads = Executors.newFixedThreadPool(2);
            try {
                var answers = new ArrayList<Answer>();
                for (var answer : threads.invokeAll(List.of(atOnce, atOnce))) {
                    answers.add(answer.get());
                }
                return answers;
            } finally {
                threads.shutdownNow();
            }
        }

        private Answer post(Organisation by, String key, Map<String, ?> body) {
            return by.clinician().with("Idempotency-Key", key).post("patients", body);
        }
    }

    @Nested
    class OfAnMrn {
        @Test
        void isAConflict() {
            organisation.addPatient("MRN-1", "First");
            var before = database.footprint(organisation);

            var second =
                    organisation
                            .clinician()
                            .post("patients", Organisation.patient("MRN-1", "Second"));

            assertThat(second.status()).as("%s", second).isEqualTo(CONFLICT);
            assertThat(second.text()).doesNotContain("MRN-1").doesNotContain("Second");
            assertThat(database.footprint(organisation)).isEqualTo(before);
        }
    }

    @Nested
    class OfAChange {
        @Test
        void needsTheVersionThatItChanges() {
            var path = "patients/" + organisation.addPatient("MRN-1", "Before");
            var read = organisation.reader().get(path);
            var changed =
                    organisation
                            .clinician()
                            .put(path, read.etag(), Organisation.patient("MRN-1", "After"));
            assertThat(changed.status()).as("%s", changed).isEqualTo(200);
            assertThat(changed.etag()).isNotEqualTo(read.etag());

            var stale =
                    organisation
                            .clinician()
                            .put(path, read.etag(), Organisation.patient("MRN-1", "Lost"));
            var missing =
                    organisation
                            .clinician()
                            .with("Content-Type", "application/json")
                            .send(
                                    "PUT",
                                    path,
                                    "{\"mrn\":\"1\",\"familyName\":\"Lost\"}".getBytes(UTF_8));
            var anything =
                    organisation.clinician().put(path, "*", Organisation.patient("MRN-1", "Lost"));

            assertThat(stale.status()).isEqualTo(412);
            assertThat(missing.status()).isEqualTo(428);
            assertThat(anything.status()).isEqualTo(412);
            assertThat(organisation.reader().get(path).text("familyName")).isEqualTo("After");
        }

        @Test
        void isFoundByItsNewNameOnly() {
            var id = organisation.addPatient("MRN-1", "Before");
            var etag = organisation.reader().get("patients/" + id).etag();

            organisation
                    .clinician()
                    .put("patients/" + id, etag, Organisation.patient("MRN-1", "After"));

            assertThat(organisation.reader().get("patients?family=BEFORE").json().path("items"))
                    .isEmpty();
            assertThat(organisation.reader().get("patients?family=aFTER").json().path("items"))
                    .hasSize(1);
        }
    }
}
