package health.cordon.system.http;

import static health.cordon.system.http.Refusal.assertRefused;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import health.cordon.system.platform.Answer;
import health.cordon.system.platform.Client;
import health.cordon.system.platform.Database;
import health.cordon.system.platform.OnPlatform;
import health.cordon.system.platform.Organisation;
import health.cordon.system.platform.Platform;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is wrong with a request: it is refused in one form, changes nothing, is not echoed. */
@OnPlatform
class BadInputIT {
    private static final String ECHO = "Echo4711";
    private final Organisation organisation;
    private final Database database;
    private String patient = "";
    private String caseId = "";
    private List<String> before = List.of();

    BadInputIT(Platform platform) {
        organisation = platform.organisation();
        database = platform.sharedDatabase();
    }

    @BeforeEach
    void thereIsAPatientWithACase() {
        patient = organisation.addPatient();
        caseId = organisation.addCase(patient);
        before = database.footprint(organisation);
    }

    @AfterEach
    void nothingHasChanged() {
        assertThat(database.footprint(organisation)).isEqualTo(before);
    }

    @Nested
    class OfAPatient {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{'mrn':'Echo4711",
                    "Echo4711",
                    "null",
                    "[]",
                    "[{'mrn':'1','familyName':'Echo4711'}]",
                    "'Echo4711'",
                    "{}",
                    "{'mrn':'1'}",
                    "{'familyName':'Echo4711'}",
                    "{'mrn':'1','familyName':'Echo4711','shoeSize':'Echo4711'}",
                    "{'mrn':'1','familyName':'Echo4711','id':'Echo4711'}",
                    "{'mrn':'1','familyName':'Echo4711','tenantId':'Echo4711'}",
                    "{'mrn':'1','mrn':'Echo4711','familyName':'A'}",
                    "{'mrn':4711,'familyName':'Echo4711'}",
                    "{'mrn':true,'familyName':'Echo4711'}",
                    "{'mrn':{'a':'Echo4711'},'familyName':'A'}",
                    "{'mrn':['Echo4711'],'familyName':'A'}",
                    "{'mrn':null,'familyName':'Echo4711'}",
                    "{'mrn':'','familyName':'Echo4711'}",
                    "{'mrn':' ','familyName':'Echo4711'}",
                    "{'mrn':'Echo4711','familyName':' '}",
                    "{'mrn':'1','familyName':'Echo4711','birthDate':'2026-02-30'}",
                    "{'mrn':'1','familyName':'Echo4711','birthDate':'31.12.1999'}",
                    "{'mrn':'1','familyName':'Echo4711','birthDate':'2999-01-01'}",
                    "{'mrn':'1','familyName':'Echo4711','birthDate':19991231}",
                    "{'mrn':'1','familyName':'Echo4711','birthDate':[1999,12,31]}",
                    "{'mrn':'1','familyName':'Echo4711','birthDate':''}",
                    "{'mrn':'1','familyName':'A','sex':'Echo4711'}",
                    "{'mrn':'1','familyName':'Echo4711'} {}",
                    "{'mrn':'1','familyName':'Echo4711',}",
                    "{\"mrn\":\"1\",\"familyName\":\"Echo4711\",\"city\":NaN}"
                })
        void isRefused(String json) {
            var body = json.replace('\'', '"').getBytes(UTF_8);

            assertBad(json("POST", "patients", body), 400, "invalid-request");
            assertBad(json("PUT", "patients/" + patient, body), 400, "invalid-request");
        }

        @ParameterizedTest
        @CsvSource({
            "mrn, 65",
            "familyName, 201",
            "givenName, 201",
            "addressLine, 301",
            "city, 201",
            "postalCode, 21",
            "phone, 41"
        })
        void isRefusedWhenTooLongAndNamesTheField(String field, int length) {
            var fields = new java.util.HashMap<>(Organisation.patient("MRN-new", "Family"));
            fields.put(field, (ECHO + "x".repeat(length)).substring(0, length));

            var answer = organisation.clinician().post("patients", fields);

            assertBad(answer, 400, "invalid-request");
            assertThat(answer.json().path("fields"))
                    .extracting(name -> name.asText())
                    .containsExactly(field);
        }

        @Test
        void isRefusedWithAllItsFaultsAtOnce() {
            var body = "{'mrn':5,'familyName':' ','birthDate':'May','nickname':'Echo4711'}";

            var answer = json("POST", "patients", body.replace('\'', '"').getBytes(UTF_8));

            assertBad(answer, 400, "invalid-request");
            assertThat(answer.json().path("fields").toString())
                    .isEqualTo("[\"birthDate\",\"familyName\",\"mrn\",\"nickname\"]");
        }

        @Test
        void isRefusedWhenItIsNoText() {
            var body = "{\"mrn\":\"1\",\"familyName\":\"?\"}".getBytes(UTF_8);
            body[body.length - 3] = (byte) 0xff;

            assertBad(json("POST", "patients", body), 400, "invalid-request");
        }

        @Test
        void isRefusedWhenHugeOrDeep() {
            var huge = "{\"mrn\":\"" + ECHO + "x".repeat(2_000_000) + "\"}";
            var deep = "{\"mrn\":" + "[".repeat(10_000);

            assertBad(json("POST", "patients", huge.getBytes(UTF_8)), 400, "invalid-request");
            assertBad(json("POST", "patients", deep.getBytes(UTF_8)), 400, "invalid-request");
        }
    }

    @Nested
    class OfACase {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{'patientId':'$','title':'Echo4711'}",
                    "{'patientId':'Echo4711','title':'A','openedOn':'2026-01-01'}",
                    "{'patientId':4711,'title':'Echo4711','openedOn':'2026-01-01'}",
                    "{'patientId':null,'title':'Echo4711','openedOn':'2026-01-01'}",
                    "{'title':'Echo4711','openedOn':'2026-01-01'}",
                    "{'patientId':'$','title':'','openedOn':'2026-01-01'}",
                    "{'patientId':'$','title':'Echo4711','openedOn':'yesterday'}",
                    "{'patientId':'$','title':'Echo4711','openedOn':'2026-13-01'}",
                    "{'patientId':'$','title':'Echo4711','openedOn':'+10000-01-01'}",
                    "{'patientId':'$','title':'Echo4711','openedOn':[2026,1,1]}",
                    "{'patientId':'$','title':'Echo4711','openedOn':'2026-01-01','bucket':'b'}"
                })
        void isRefused(String json) {
            var body = json.replace('\'', '"').replace("$", patient).getBytes(UTF_8);

            assertBad(json("POST", "cases", body), 400, "invalid-request");
            assertBad(json("PUT", "cases/" + caseId, body), 400, "invalid-request");
        }

        @Test
        void isRefusedWhenTooLong() {
            var title = Organisation.caseOf(patient, ECHO.repeat(51));
            var notes = new java.util.HashMap<>(Organisation.caseOf(patient, "t"));
            notes.put("notes", ECHO + "n".repeat(50_000));

            assertBad(organisation.clinician().post("cases", title), 400, "invalid-request");
            assertBad(organisation.clinician().post("cases", notes), 400, "invalid-request");
        }

        @Test
        void staysWithItsPatient() {
            var other = organisation.addPatient();
            before = database.footprint(organisation);
            var etag = organisation.reader().get("cases/" + caseId).etag();

            assertBad(
                    organisation
                            .clinician()
                            .put("cases/" + caseId, etag, Organisation.caseOf(other, "t")),
                    400,
                    "invalid-request");
        }
    }

    @Nested
    class OfAList {
        @ParameterizedTest
        @ValueSource(strings = {"0", "201", "-1", "x", "Echo4711", "1.5", "99999999999", ""})
        void isRefusedForItsLimit(String limit) {
            for (var list : List.of("patients", "cases", "images", "histology-reports")) {
                assertBad(
                        organisation.reader().get(list + "?limit=" + limit),
                        400,
                        "invalid-request");
            }
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "cases?patientId=Echo4711",
                    "images?caseId=Echo4711",
                    "histology-reports?caseId=Echo4711"
                })
        void isRefusedForAFilterThatIsNoId(String list) {
            var answer = organisation.reader().get(list);

            assertThat(answer.status()).isIn(400, 404);
            assertBad(
                    answer,
                    answer.status(),
                    answer.status() == 400 ? "invalid-request" : "not-found");
        }

        @ParameterizedTest
        @ValueSource(strings = {"patients", "cases", "images", "histology-reports"})
        void isRefusedForAParameterThatItDoesNotHave(String list) {
            var answer = organisation.reader().get(list + "?limit=1&famly=x&Zz=1&4711=x");

            assertBad(answer, 400, "invalid-request");
            assertThat(answer.json().path("fields").toString()).isEqualTo("[\"Zz\",\"famly\"]");
        }

        @Test
        void tellsNobodyOfItsParametersWhoMayNotReadIt() {
            assertBad(
                    new Client(organisation.reader().base(), List.of()).get("patients?famly=x"),
                    401,
                    "unauthenticated");
            assertBad(
                    organisation.reader().delete("patients/" + patient + "?x=1"), 403, "forbidden");
        }

        @Test
        void isRefusedForATooLongFilter() {
            assertBad(
                    organisation.reader().get("patients?family=" + ECHO.repeat(26)),
                    400,
                    "invalid-request");
            assertBad(
                    organisation.reader().get("patients?mrn=" + ECHO.repeat(9)),
                    400,
                    "invalid-request");
        }
    }

    @Nested
    class OfARequest {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Echo4711",
                    "patients/00000000-0000-0000-0000-000000000000/Echo4711",
                    "admin/organisations",
                    "images/Echo4711",
                    "patients/" + "9e107d9d-372b-b682-6bd8-1d3542a419d6" + "x"
                })
        void isRefusedForAPathThatIsNotThere(String path) {
            assertBad(organisation.admin().get(path), 404, "not-found");
        }

        @ParameterizedTest
        @CsvSource({
            "PUT, patients",
            "DELETE, patients",
            "PATCH, patients",
            "POST, patients/$",
            "PATCH, patients/$",
            "DELETE, cases",
            "POST, images",
            "PUT, images/$",
            "POST, histology-reports",
            "GET, import/fhir",
            "PUT, import/fhir"
        })
        void isRefusedForAVerbThatIsNotThere(String verb, String path) {
            var answer =
                    organisation
                            .admin()
                            .with("Content-Type", "application/json")
                            .send(verb, path.replace("$", patient), new byte[0]);

            assertBad(answer, 405, "method-not-allowed");
        }

        @Test
        void isRefusedForItsMediaType() {
            var clinician = organisation.clinician();
            var body = "{}".getBytes(UTF_8);

            assertBad(
                    clinician.upload("patients", "text/plain", body),
                    415,
                    "unsupported-media-type");
            assertBad(
                    clinician.upload("cases", "application/xml", body),
                    415,
                    "unsupported-media-type");
            assertBad(
                    clinician.upload("import/fhir", "application/fhir+xml", body),
                    415,
                    "unsupported-media-type");
            assertBad(
                    organisation.reader().with("Accept", "text/html").get("patients"),
                    406,
                    "not-acceptable");
        }

        @ParameterizedTest
        @ValueSource(strings = {"application/json;q=x", "*/*;q=abc", "a/b;q=", "a/b;q=1.5"})
        void isRefusedForAQualityThatIsNoNumber(String type) {
            assertBad(
                    organisation.reader().with("Accept", type).get("patients"),
                    400,
                    "invalid-request");
            assertBad(
                    organisation.clinician().upload("patients", type, "{}".getBytes(UTF_8)),
                    400,
                    "invalid-request");
        }

        @Test
        void isRefusedForWhatComesTwice() {
            var clinician = organisation.clinician();
            var fields = Organisation.patient("MRN-9", ECHO);
            assertBad(
                    clinician
                            .with("Idempotency-Key", "a")
                            .with("Idempotency-Key", "b")
                            .post("patients", fields),
                    400,
                    "invalid-request");
            assertBad(
                    clinician.with("If-Match", "\"x\"").put("patients/" + patient, "\"x\"", fields),
                    400,
                    "invalid-request");
            assertBad(clinician.get("patients?limit=1&limit=2"), 400, "invalid-request");
        }

        @Test
        void isRefusedForAnUnusableIdempotencyKey() {
            var fields = Organisation.patient("MRN-9", ECHO);

            for (var key : List.of(" ", "k".repeat(201))) {
                assertBad(
                        organisation
                                .clinician()
                                .with("Idempotency-Key", key)
                                .post("patients", fields),
                        400,
                        "invalid-request");
            }
        }

        @Test
        void ofAnUnknownRecordIsRefusedBeforeItsBodyMatters() {
            assertBad(
                    organisation
                            .clinician()
                            .put(
                                    "patients/" + UUID.randomUUID(),
                                    "\"x\"",
                                    Organisation.patient("1", ECHO)),
                    404,
                    "not-found");
        }
    }

    private Answer json(String verb, String path, byte[] body) {
        return organisation
                .clinician()
                .with("Content-Type", "application/json")
                .with("If-Match", "\"any\"")
                .send(verb, path, body);
    }

    private static void assertBad(Answer answer, int status, String problem) {
        assertRefused(answer, status, problem);
        assertThat(answer.text()).doesNotContain(ECHO).doesNotContain("Exception");
    }
}
