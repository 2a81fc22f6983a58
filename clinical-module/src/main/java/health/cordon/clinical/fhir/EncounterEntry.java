package health.cordon.clinical.fhir;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One encounter of a bundle, which becomes a case.
 *
 * @param sourceId the same at every import: {@code system|value} of its identifier, else its full
 *     URL, else its id
 * @param patientReference one of the {@link PatientEntry#references} if that patient is here too
 * @param references all the ways in which other entries may refer to this one
 * @param openedOn the day in UTC on which it began
 */
public record EncounterEntry(
        String sourceId,
        @Nullable String patientReference,
        List<String> references,
        String title,
        @Nullable LocalDate openedOn,
        @Nullable String notes) {

    public EncounterEntry {
        references = List.copyOf(references);
    }

    boolean tellsTheSameAs(EncounterEntry other) {
        return facts().equals(other.facts());
    }

    private EncounterEntry facts() {
        return new EncounterEntry(sourceId, patientReference, List.of(), title, openedOn, notes);
    }

    /** Says nothing: title and notes are clinical, and this text may reach a log. */
    @Override
    public String toString() {
        return "EncounterEntry[]";
    }
}
