package health.cordon.system.isolation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import health.cordon.system.platform.Answer;
import health.cordon.system.platform.Client;
import health.cordon.system.platform.OnPlatform;
import health.cordon.system.platform.Organisation;
import health.cordon.system.platform.Pictures;
import health.cordon.system.platform.Platform;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A foreign id, an unknown id and no id at all: the caller cannot tell which it was. */
@OnPlatform
class ForeignRecordIT {
    private static final String MALFORMED = "not-a-uuid";

    private final Platform platform;
    private final Organisation ours;
    private final Organisation theirs;
    private String patient = "";
    private String caseId = "";
    private String image = "";
    private String report = "";

    ForeignRecordIT(Platform platform) {
        this.platform = platform;
        ours = platform.organisation();
        theirs = platform.organisation();
    }

    @BeforeEach
    void theyHaveRecords() {
        patient = theirs.addPatient("MRN-1", "Same");
        caseId = theirs.addCase(patient);
        image = theirs.addImage(caseId, Pictures.png(1)).id();
        report = theirs.addReport(caseId, "A report.".getBytes(UTF_8)).id();
    }

    @Test
    void twoOrganisationsHaveTheSameMrn() {
        var mine = ours.addPatient("MRN-1", "Same");

        assertThat(ours.reader().get("patients?mrn=MRN-1").json().path("items"))
                .hasSize(1)
                .allSatisfy(found -> assertThat(found.path("id").asText()).isEqualTo(mine));
        assertThat(theirs.reader().get("patients?mrn=MRN-1").json().path("items"))
                .hasSize(1)
                .allSatisfy(found -> assertThat(found.path("id").asText()).isEqualTo(patient));
        assertThat(
                        platform.sharedDatabase()
                                .column(
                                        "SELECT DISTINCT HEX(mrn_index) FROM patient"
                                                + " WHERE tenant_id IN ('"
                                                + ours.id()
                                                + "', '"
                                                + theirs.id()
                                                + "')"))
                .as("the same MRN has another index for each organisation")
                .hasSize(2);
    }

    @Test
    void listsHoldNothingOfTheOther() {
        for (var list : List.of("patients", "cases", "images", "histology-reports")) {
            assertThat(ours.admin().get(list).json().path("items")).as(list).isEmpty();
            assertThat(theirs.admin().get(list).json().path("items")).as(list).hasSize(1);
        }
        assertThat(ours.admin().get("cases?patientId=" + patient).json().path("items")).isEmpty();
        assertThat(ours.admin().get("images?caseId=" + caseId).json().path("items")).isEmpty();
        assertThat(ours.admin().get("histology-reports?caseId=" + caseId).json().path("items"))
                .isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("waysToNameARecord")
    void answersTheSameForForeignUnknownAndMalformedIds(Way way) {
        var before = platform.sharedDatabase().footprint(theirs);

        var foreign = way.ask(ours.admin(), way.id.of(this));
        var unknown = way.ask(ours.admin(), UUID.randomUUID().toString());

        assertThat(foreign.status()).isEqualTo(404);
        assertThat(foreign.indistinguishable()).isEqualTo(unknown.indistinguishable());
        if (way.idInPath) {
            assertThat(way.ask(ours.admin(), MALFORMED).indistinguishable())
                    .isEqualTo(foreign.indistinguishable());
        }
        assertThat(platform.sharedDatabase().footprint(theirs)).isEqualTo(before);
    }

    static Stream<Way> waysToNameARecord() {
        Id patient = test -> test.patient;
        Id cases = test -> test.caseId;
        Id image = test -> test.image;
        Id report = test -> test.report;
        var change = Organisation.patient("MRN-2", "Taken");
        return Stream.of(
                new Way("GET patient", patient, (c, id) -> c.get("patients/" + id)),
                new Way(
                        "PUT patient",
                        patient,
                        (c, id) -> c.put("patients/" + id, "\"x\"", change)),
                new Way("DELETE patient", patient, (c, id) -> c.delete("patients/" + id)),
                new Way("GET case", cases, (c, id) -> c.get("cases/" + id)),
                new Way(
                        "PUT case",
                        cases,
                        (c, id) ->
                                c.put(
                                        "cases/" + id,
                                        "\"x\"",
                                        Organisation.caseOf(UUID.randomUUID().toString(), "t"))),
                new Way("DELETE case", cases, (c, id) -> c.delete("cases/" + id)),
                new Way("GET image", image, (c, id) -> c.get("images/" + id)),
                new Way("DELETE image", image, (c, id) -> c.delete("images/" + id)),
                new Way("GET report", report, (c, id) -> c.get("histology-reports/" + id)),
                new Way("DELETE report", report, (c, id) -> c.delete("histology-reports/" + id)),
                new Way(
                        "POST image to case",
                        cases,
                        (c, id) ->
                                c.upload("cases/" + id + "/images", "image/png", Pictures.png(2))),
                new Way(
                        "POST report to case",
                        cases,
                        (c, id) ->
                                c.upload(
                                        "cases/" + id + "/histology-reports",
                                        "text/plain",
                                        "text".getBytes(UTF_8))),
                // The id is in the body here, where a malformed one is a fault of the body.
                new Way(
                        "POST case for patient",
                        patient,
                        (c, id) -> c.post("cases", Organisation.caseOf(id, "t")),
                        false));
    }

    /** One verb that names one record. */
    private record Way(
            String name, Id id, BiFunction<Client, String, Answer> call, boolean idInPath) {
        Way(String name, Id id, BiFunction<Client, String, Answer> call) {
            this(name, id, call, true);
        }

        Answer ask(Client caller, String record) {
            return call.apply(caller, record);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private interface Id {
        String of(ForeignRecordIT test);
    }
}
