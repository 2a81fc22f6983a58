package health.cordon.clinical.fhir;

import health.cordon.clinical.fhir.ResolvedBundle.ResolvedEncounter;
import health.cordon.clinical.fhir.ResolvedBundle.ResolvedReport;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Follows the references of one bundle. */
final class Resolution {
    private final BundleContents contents;
    private final ReferenceIndex<PatientEntry> patients;
    private final ReferenceIndex<EncounterEntry> encounters;
    private final Map<String, PatientEntry> patientOfEncounter = new HashMap<>();
    private final SortedMap<String, Integer> ignored;

    Resolution(BundleContents contents) {
        this.contents = contents;
        patients =
                new ReferenceIndex<>(
                        contents.patients(), PatientEntry::mrn, PatientEntry::references);
        encounters =
                new ReferenceIndex<>(
                        contents.encounters(),
                        EncounterEntry::sourceId,
                        EncounterEntry::references);
        ignored = new TreeMap<>(contents.ignored());
    }

    ResolvedBundle resolve() {
        // Encounters first: a report may know its patient through its encounter alone.
        List<ResolvedEncounter> cases = encounters();
        return new ResolvedBundle(contents.patients(), cases, reports(), ignored);
    }

    private List<ResolvedEncounter> encounters() {
        List<ResolvedEncounter> resolved = new ArrayList<>();
        for (EncounterEntry encounter : contents.encounters()) {
            PatientEntry patient = patients.find(encounter.patientReference());
            if (patient == null) {
                ignored.merge("Encounter", 1, Integer::sum);
            } else {
                patientOfEncounter.put(encounter.sourceId(), patient);
                resolved.add(new ResolvedEncounter(encounter, patient));
            }
        }
        return resolved;
    }

    private List<ResolvedReport> reports() {
        List<ResolvedReport> resolved = new ArrayList<>();
        for (ReportEntry report : contents.reports()) {
            ResolvedReport found = resolve(report);
            if (found == null) {
                ignored.merge("DiagnosticReport", 1, Integer::sum);
            } else {
                resolved.add(found);
            }
        }
        return resolved;
    }

    private @Nullable ResolvedReport resolve(ReportEntry report) {
        PatientEntry subject = patients.find(report.patientReference());
        EncounterEntry encounter = encounters.find(report.encounterReference());
        PatientEntry owner =
                encounter == null ? null : patientOfEncounter.get(encounter.sourceId());
        if (owner == null) {
            return subject == null ? null : new ResolvedReport(report, subject, null);
        }
        boolean agrees =
                subject == null
                        ? report.patientReference() == null
                        : subject.mrn().equals(owner.mrn());
        return agrees ? new ResolvedReport(report, owner, encounter) : null;
    }
}
