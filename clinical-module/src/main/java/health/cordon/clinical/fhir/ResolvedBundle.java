package health.cordon.clinical.fhir;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A bundle whose references have been followed. Encounters and reports that belong to nobody in the
 * bundle, or to more than one, are not in it; {@code ignored} counts them.
 */
public record ResolvedBundle(
        List<PatientEntry> patients,
        List<ResolvedEncounter> encounters,
        List<ResolvedReport> reports,
        SortedMap<String, Integer> ignored) {

    public ResolvedBundle {
        patients = List.copyOf(patients);
        encounters = List.copyOf(encounters);
        reports = List.copyOf(reports);
        ignored = Collections.unmodifiableSortedMap(new TreeMap<>(ignored));
    }

    /** An encounter and whose it is. */
    public record ResolvedEncounter(EncounterEntry encounter, PatientEntry patient) {}

    /** A report, whose it is, and the encounter that it was written for where that is known. */
    public record ResolvedReport(
            ReportEntry report, PatientEntry patient, @Nullable EncounterEntry encounter) {}
}
