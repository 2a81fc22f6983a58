package health.cordon.clinical.importing;

import health.cordon.clinical.fhir.EncounterEntry;
import health.cordon.clinical.fhir.PatientEntry;
import health.cordon.clinical.fhir.ReportEntry;
import health.cordon.clinical.fhir.ReportKind;
import health.cordon.clinical.fhir.ResolvedBundle;
import health.cordon.clinical.fhir.ResolvedBundle.ResolvedEncounter;
import health.cordon.clinical.fhir.ResolvedBundle.ResolvedReport;
import health.cordon.clinical.patient.Patient;
import health.cordon.tenancy.keys.DataKey;
import health.cordon.tenancy.keys.FakeDeks;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Entries of bundles. */
final class Samples {
    static final DataKey INDEX_KEY = FakeDeks.key(new UUID(9, 9));

    private Samples() {}

    static PatientEntry patient(String mrn) {
        return new PatientEntry(
                "Patient/" + mrn,
                List.of(),
                mrn,
                "Miller",
                "Ada",
                LocalDate.of(1970, 1, 1),
                "female",
                null,
                null,
                null,
                null);
    }

    static ResolvedEncounter encounter(String id, PatientEntry patient) {
        return new ResolvedEncounter(entry(id), patient);
    }

    private static EncounterEntry entry(String id) {
        return new EncounterEntry(id, null, List.of(), "Check-up", LocalDate.EPOCH, null);
    }

    static ResolvedReport report(String id, PatientEntry patient, @Nullable String encounter) {
        return report(id, patient, encounter, "Findings of " + id);
    }

    static ResolvedReport report(
            String id, PatientEntry patient, @Nullable String encounter, String content) {
        var report =
                new ReportEntry(
                        id,
                        null,
                        null,
                        ReportKind.NOTE,
                        "Report " + id,
                        "text/plain",
                        content.getBytes(StandardCharsets.UTF_8));
        return new ResolvedReport(report, patient, encounter == null ? null : entry(encounter));
    }

    static Wanted wanted(
            List<PatientEntry> patients,
            List<ResolvedEncounter> encounters,
            List<ResolvedReport> reports) {
        var ignored = new TreeMap<>(Map.of("Claim", 2));
        return new Wanted(INDEX_KEY, new ResolvedBundle(patients, encounters, reports, ignored));
    }

    static String mrn(String mrn) {
        return Source.hex(Patient.mrnIndex(INDEX_KEY, mrn));
    }

    static String caseSource(String id) {
        return Source.hex(Source.ofCase(INDEX_KEY, id));
    }

    static String reportSource(String id) {
        return Source.hex(Source.ofReport(INDEX_KEY, id));
    }
}
