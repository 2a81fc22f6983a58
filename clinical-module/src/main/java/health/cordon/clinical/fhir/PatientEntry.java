package health.cordon.clinical.fhir;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One patient of a bundle.
 *
 * @param reference the first of {@code references}: the full URL where there is one
 * @param references all the ways in which other entries may refer to this one
 */
public record PatientEntry(
        String reference,
        List<String> references,
        String mrn,
        @Nullable String familyName,
        @Nullable String givenName,
        @Nullable LocalDate birthDate,
        @Nullable String sex,
        @Nullable String addressLine,
        @Nullable String city,
        @Nullable String postalCode,
        @Nullable String phone) {

    public PatientEntry {
        references = List.copyOf(references);
    }

    boolean tellsTheSameAs(PatientEntry other) {
        return Objects.equals(facts(), other.facts());
    }

    private PatientEntry facts() {
        return new PatientEntry(
                "",
                List.of(),
                mrn,
                familyName,
                givenName,
                birthDate,
                sex,
                addressLine,
                city,
                postalCode,
                phone);
    }

    /** Says nothing: every component identifies a person, and this text may reach a log. */
    @Override
    public String toString() {
        return "PatientEntry[]";
    }
}
