package health.cordon.clinical.importing;

import health.cordon.clinical.cases.ClinicalCase;
import health.cordon.clinical.field.Ids;
import health.cordon.clinical.patient.Patient;
import health.cordon.clinical.report.HistologyReport;
import health.cordon.tenancy.audit.Change;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What of a bundle is new, with the ids that its rows will have. */
final class Additions {
    private final SortedMap<String, Integer> ignored;
    private final SortedMap<String, Integer> unchanged = new TreeMap<>();

    private final Map<String, UUID> patientIds = new HashMap<>();
    private final Map<String, UUID> caseIds = new HashMap<>();

    private final List<String> patients = new ArrayList<>();
    private final List<String> cases = new ArrayList<>();
    private final List<NewReport> reports = new ArrayList<>();

    Additions(Wanted wanted, Known known) {
        ignored = wanted.ignored();
        wanted.patients().keySet().forEach(mrn -> compare(mrn, known.patients().get(mrn)));
        wanted.cases().keySet().forEach(source -> compareCase(source, known.cases().get(source)));
        wanted.reports().forEach((source, report) -> compare(source, report, known));
    }

    private void compare(String mrn, Known.@Nullable KnownPatient there) {
        if (there == null) {
            patientIds.put(mrn, Ids.next());
            patients.add(mrn);
        } else {
            patientIds.put(mrn, there.id());
            unchanged.merge(Patient.TABLE, 1, Integer::sum);
        }
    }

    private void compareCase(String source, @Nullable UUID there) {
        if (there == null) {
            caseIds.put(source, Ids.next());
            cases.add(source);
        } else {
            caseIds.put(source, there);
            unchanged.merge(ClinicalCase.TABLE, 1, Integer::sum);
        }
    }

    private void compare(String source, Wanted.WantedReport report, Known known) {
        if (known.reports().contains(source)) {
            unchanged.merge(HistologyReport.TABLE, 1, Integer::sum);
        } else {
            var caseId = caseId(report.caseSource());
            reports.add(new NewReport(Ids.next(), caseId, report.entry(), report.source()));
        }
    }

    /** The MRNs (as index) of new patients. */
    List<String> patients() {
        return patients;
    }

    /** The sources of new cases. */
    List<String> cases() {
        return cases;
    }

    List<NewReport> reports() {
        return reports;
    }

    /** The id of a patient of the bundle, new or not. */
    UUID patientId(String mrn) {
        return Objects.requireNonNull(patientIds.get(mrn));
    }

    /** The id of a case of the bundle, new or not. */
    UUID caseId(String source) {
        return Objects.requireNonNull(caseIds.get(source));
    }

    List<Change> changes() {
        var changes = new ArrayList<Change>();
        patients.forEach(mrn -> changes.add(Change.of("patient.import", patientId(mrn))));
        cases.forEach(source -> changes.add(Change.of("case.import", caseId(source))));
        reports.forEach(r -> changes.add(Change.of("histology-report.import", r.id())));
        return changes;
    }

    ImportResult result() {
        var created = new TreeMap<String, Integer>();
        count(created, Patient.TABLE, patients.size());
        count(created, ClinicalCase.TABLE, cases.size());
        count(created, HistologyReport.TABLE, reports.size());
        return new ImportResult(created, unchanged, ignored);
    }

    private static void count(SortedMap<String, Integer> counts, String table, int number) {
        if (number > 0) {
            counts.put(table, number);
        }
    }
}
