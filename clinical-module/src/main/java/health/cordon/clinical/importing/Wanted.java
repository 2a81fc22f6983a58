package health.cordon.clinical.importing;

import health.cordon.clinical.fhir.PatientEntry;
import health.cordon.clinical.fhir.ReportEntry;
import health.cordon.clinical.fhir.ResolvedBundle;
import health.cordon.clinical.object.ContentTypes;
import health.cordon.clinical.patient.Patient;
import health.cordon.tenancy.keys.DataKey;
import jakarta.persistence.EntityManager;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a bundle asks for: each record once, by its blind index (as hexadecimal text). */
final class Wanted {
    private final DataKey indexKey;
    private final Map<String, PatientEntry> patients = new LinkedHashMap<>();
    private final Map<String, WantedCase> cases = new LinkedHashMap<>();
    private final Map<String, WantedReport> reports = new LinkedHashMap<>();
    private final SortedMap<String, Integer> ignored;

    /** A case, with the index of its patient's MRN. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record WantedCase(
            String patient,
            String title,
            @Nullable LocalDate openedOn,
            @Nullable String notes,
            byte[] source) {}

    /** A report, with the source index of its case. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record WantedReport(String caseSource, ReportEntry entry, byte[] source) {}

    Wanted(DataKey indexKey, ResolvedBundle bundle) {
        this.indexKey = indexKey;
        this.ignored = new TreeMap<>(bundle.ignored());
        bundle.patients().forEach(patient -> patients.putIfAbsent(index(patient), patient));
        bundle.encounters().forEach(this::want);
        bundle.reports().forEach(this::want);
    }

    private void want(ResolvedBundle.ResolvedEncounter resolved) {
        var encounter = resolved.encounter();
        var source = Source.ofCase(indexKey, encounter.sourceId());
        cases.putIfAbsent(
                Source.hex(source),
                new WantedCase(
                        index(resolved.patient()),
                        encounter.title(),
                        encounter.openedOn(),
                        encounter.notes(),
                        source));
    }

    private void want(ResolvedBundle.ResolvedReport resolved) {
        var report = resolved.report();
        if (!ContentTypes.isReport(report.content())) {
            ignored.merge("DiagnosticReport", 1, Integer::sum);
            return;
        }
        var source = Source.ofReport(indexKey, report.sourceId());
        reports.putIfAbsent(Source.hex(source), new WantedReport(caseOf(resolved), report, source));
    }

    /** A report without an encounter opens a case of its own, so that it is not lost. */
    private String caseOf(ResolvedBundle.ResolvedReport resolved) {
        var encounter = resolved.encounter();
        var report = resolved.report();
        var id = encounter == null ? "report:" + report.sourceId() : encounter.sourceId();
        var source = Source.ofCase(indexKey, id);
        cases.putIfAbsent(
                Source.hex(source),
                new WantedCase(index(resolved.patient()), report.title(), null, null, source));
        return Source.hex(source);
    }

    private String index(PatientEntry patient) {
        return Source.hex(mrnIndex(patient));
    }

    private byte[] mrnIndex(PatientEntry patient) {
        return Patient.mrnIndex(indexKey, patient.mrn());
    }

    /** Patients by MRN. */
    Map<String, PatientEntry> patients() {
        return patients;
    }

    /** Cases by source; each one's patient is among the patients. */
    Map<String, WantedCase> cases() {
        return cases;
    }

    /** Reports by source; each one's case is among the cases. */
    Map<String, WantedReport> reports() {
        return reports;
    }

    /** Per FHIR resource type, what is not wanted. */
    SortedMap<String, Integer> ignored() {
        return ignored;
    }

    /** What of it is there already. */
    Known find(EntityManager entities) {
        return Known.read(
                entities,
                patients.values().stream().map(this::mrnIndex).toList(),
                cases.values().stream().map(WantedCase::source).toList(),
                reports.values().stream().map(WantedReport::source).toList());
    }
}
