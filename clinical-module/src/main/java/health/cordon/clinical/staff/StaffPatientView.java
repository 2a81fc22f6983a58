package health.cordon.clinical.staff;

import static health.cordon.clinical.staff.Redacted.TEXT;

import health.cordon.clinical.patient.Patient;
import health.cordon.clinical.patient.PatientView;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A patient as staff sees it. All that stands encrypted is {@code [redacted]} unless a reason was
 * given.
 */
public record StaffPatientView(
        UUID id,
        long version,
        String mrn,
        String familyName,
        @Nullable String givenName,
        @Nullable String birthDate,
        @Nullable String sex,
        @Nullable String addressLine,
        @Nullable String city,
        @Nullable String postalCode,
        @Nullable String phone,
        Instant createdAt,
        Instant updatedAt) {

    static StaffPatientView redacted(Patient row) {
        return new StaffPatientView(
                row.id(),
                row.version(),
                TEXT,
                TEXT,
                TEXT,
                TEXT,
                TEXT,
                TEXT,
                TEXT,
                TEXT,
                TEXT,
                row.createdAt(),
                row.updatedAt());
    }

    static StaffPatientView of(PatientView opened) {
        return new StaffPatientView(
                opened.id(),
                opened.version(),
                opened.mrn(),
                opened.familyName(),
                opened.givenName(),
                opened.birthDate() == null ? null : opened.birthDate().toString(),
                opened.sex(),
                opened.addressLine(),
                opened.city(),
                opened.postalCode(),
                opened.phone(),
                opened.createdAt(),
                opened.updatedAt());
    }
}
