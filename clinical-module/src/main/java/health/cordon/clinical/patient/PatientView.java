package health.cordon.clinical.patient;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A patient as a client sees it. */
public record PatientView(
        UUID id,
        long version,
        String mrn,
        String familyName,
        @Nullable String givenName,
        @Nullable LocalDate birthDate,
        @Nullable String sex,
        @Nullable String addressLine,
        @Nullable String city,
        @Nullable String postalCode,
        @Nullable String phone,
        Instant createdAt,
        Instant updatedAt) {}
