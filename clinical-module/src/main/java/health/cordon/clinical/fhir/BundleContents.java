package health.cordon.clinical.fhir;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a bundle holds of interest, in its own order and with references as they were written.
 *
 * @param ignored how many resources of each type were passed over; {@code Attachment} counts the
 *     presented forms without data, whose URL is never followed
 */
public record BundleContents(
        List<PatientEntry> patients,
        List<EncounterEntry> encounters,
        List<ReportEntry> reports,
        SortedMap<String, Integer> ignored) {

    public BundleContents {
        patients = List.copyOf(patients);
        encounters = List.copyOf(encounters);
        reports = List.copyOf(reports);
        ignored = Collections.unmodifiableSortedMap(new TreeMap<>(ignored));
    }

    /** Follows the references, wherever in the bundle their targets stand. */
    public ResolvedBundle resolve() {
        return new Resolution(this).resolve();
    }
}
