package health.cordon.clinical.fhir;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class BundleReaderTest {
    @Nested
    class ReadsPatients {
        @Test
        void fromFieldsInAnyOrder() throws Exception {
            assertThat(Bundles.file("odd-order.json").patients())
                    .containsExactly(
                            new PatientEntry(
                                    "Patient?identifier=urn:example:ssn|999-00-0000",
                                    List.of(
                                            "Patient?identifier=urn:example:ssn|999-00-0000",
                                            "Patient?identifier=999-00-0000",
                                            "Patient?identifier=urn:example:mrn|M-1",
                                            "Patient?identifier=M-1"),
                                    "M-1",
                                    "Núñez-Ōta",
                                    "Zoë 李",
                                    LocalDate.of(1970, 2, 28),
                                    "female",
                                    "Weg 1, Haus B",
                                    "Łódź",
                                    "90-001",
                                    "555-0100"));
        }

        @Test
        void withNothingButAnId() throws Exception {
            PatientEntry patient = only(Bundles.read(Bundles.of("Patient", "\"id\":\"p-1\"")));
            assertThat(patient.mrn()).isEqualTo("p-1");
            assertThat(patient.references()).containsExactly("Patient/p-1");
            assertThat(patient)
                    .extracting("familyName", "givenName", "birthDate", "sex", "phone")
                    .containsOnlyNulls();
        }

        @Test
        void withTheFirstIdentifierWhereNoneIsTyped() throws Exception {
            String fields = "\"identifier\":[{\"system\":\"a\"},{\"value\":\"B\"}],\"id\":\"p\"";
            assertThat(only(Bundles.read(Bundles.of("Patient", fields))).mrn()).isEqualTo("B");
        }

        @Test
        void withoutABirthDateWhereOnlyTheYearIsKnown() throws Exception {
            for (String partial : List.of("1970", "1970-02")) {
                String fields = "\"id\":\"p\",\"birthDate\":\"" + partial + "\"";
                assertThat(only(Bundles.read(Bundles.of("Patient", fields))).birthDate()).isNull();
            }
        }

        @Test
        void whoseEmptyAndNullElementsCountAsAbsent() throws Exception {
            String fields =
                    "\"id\":\"p\",\"birthDate\":\"\",\"gender\":null,"
                            + "\"name\":[{\"family\":\" \",\"given\":[null,\"B\"],"
                            + "\"_given\":[{\"id\":\"x\"},null]},null]";
            PatientEntry patient = only(Bundles.read(Bundles.of("Patient", fields)));
            assertThat(patient)
                    .extracting("familyName", "givenName", "birthDate", "sex")
                    .containsExactly(null, "B", null, null);
        }

        private PatientEntry only(BundleContents contents) {
            assertThat(contents.patients()).hasSize(1);
            return contents.patients().get(0);
        }
    }

    @Nested
    class ReadsEncounters {
        @Test
        void withTheDayInUtcOnWhichTheyBegan() throws Exception {
            assertThat(Bundles.file("odd-order.json").encounters())
                    .containsExactly(
                            new EncounterEntry(
                                    "urn:uuid:00000000-0000-4000-8000-000000000001",
                                    "Patient?identifier=urn:example:mrn|M-1",
                                    List.of(
                                            "urn:uuid:00000000-0000-4000-8000-000000000001",
                                            "Encounter/e-1"),
                                    "Check-up",
                                    LocalDate.of(2024, 2, 29),
                                    "Cough; Fever"));
        }

        @Test
        void onTheSameDayWhereverTheServerStands() throws Exception {
            TimeZone before = TimeZone.getDefault();
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
            try {
                String day = "\"id\":\"e\",\"period\":{\"start\":\"2024-02-29\"}";
                assertThat(Bundles.read(Bundles.of("Encounter", day)).encounters().get(0))
                        .extracting("openedOn")
                        .isEqualTo(LocalDate.of(2024, 2, 29));
            } finally {
                TimeZone.setDefault(before);
            }
        }

        @Test
        void withoutADayWhereOnlyTheMonthIsKnown() throws Exception {
            String month = "\"id\":\"e\",\"period\":{\"start\":\"2024-02\"}";
            EncounterEntry encounter =
                    Bundles.read(Bundles.of("Encounter", month)).encounters().get(0);
            assertThat(encounter.openedOn()).isNull();
            assertThat(encounter.title()).isEqualTo("Encounter");
        }
    }

    @Nested
    class ReadsReports {
        @Test
        void asOneEntryForEachFormWithData() throws Exception {
            List<ReportEntry> reports = Bundles.file("reports.json").reports();
            String first = "https://fhir.example.org/r4/DiagnosticReport/by-category";
            assertThat(reports)
                    .extracting(ReportEntry::sourceId)
                    .containsExactly(
                            first,
                            first + "#1",
                            first + "#2",
                            "DiagnosticReport/by-code",
                            "urn:example:accession|A-7");
            assertThat(reports)
                    .extracting(report -> new String(report.content(), UTF_8))
                    .containsExactly("first", "second", "third", "fourth", "fifth");
            assertThat(reports)
                    .extracting(ReportEntry::contentType)
                    .containsExactly(
                            "text/plain",
                            "application/octet-stream",
                            "application/pdf",
                            "text/plain",
                            "text/plain");
        }

        @Test
        void asHistologyWhereTheCodesSayPathology() throws Exception {
            assertThat(Bundles.file("reports.json").reports())
                    .extracting(ReportEntry::kind)
                    .containsExactly(
                            ReportKind.HISTOLOGY,
                            ReportKind.HISTOLOGY,
                            ReportKind.HISTOLOGY,
                            ReportKind.HISTOLOGY,
                            ReportKind.NOTE);
        }

        @Test
        void countingFormsThatHaveOnlyAUrl() throws Exception {
            assertThat(Bundles.file("reports.json").ignored())
                    .containsOnly(Map.entry("Attachment", 2), Map.entry("DiagnosticReport", 2));
        }
    }

    @Test
    void countsWhatItPassesOver() throws Exception {
        assertThat(Bundles.file("odd-order.json").ignored()).containsExactly(Map.entry("Claim", 1));
    }

    @Test
    void readsAnEmptyBundle() throws Exception {
        assertThat(Bundles.read("{\"resourceType\":\"Bundle\"}").patients()).isEmpty();
        assertThat(Bundles.read(Bundles.ofEntries("")).patients()).isEmpty();
    }

    @Test
    void keepsARepeatedEntryThatSaysTheSame() throws Exception {
        String patient = "{\"resource\":{\"resourceType\":\"Patient\",\"id\":\"p\"}}";
        assertThat(Bundles.read(Bundles.ofEntries(patient + "," + patient)).patients()).hasSize(2);
    }

    @Test
    void saysNothingOfPatientsInItsTexts() throws Exception {
        BundleContents contents = Bundles.file("odd-order.json");
        assertThat(contents.toString() + contents.resolve())
                .doesNotContain("M-1", "Núñez", "1970", "Cough", "Visit note", "555");
    }

    @Test
    void leavesTheStreamOpen() throws Exception {
        var stream = new ClosingStream("{\"resourceType\":\"Bundle\"}");
        Bundles.READER.read(stream);
        assertThat(stream.closed).isFalse();
    }

    private static final class ClosingStream extends ByteArrayInputStream {
        private boolean closed;

        ClosingStream(String json) {
            super(json.getBytes(UTF_8));
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
