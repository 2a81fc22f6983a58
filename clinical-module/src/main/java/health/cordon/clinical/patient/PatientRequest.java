package health.cordon.clinical.patient;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A patient as a client sends it.
 *
 * @param sex an administrative gender of FHIR R4
 */
public record PatientRequest(
        @NotBlank @Size(max = 64) String mrn,
        @NotBlank @Size(max = 200) String familyName,
        @Nullable @Size(max = 200) String givenName,
        @Nullable @PastOrPresent LocalDate birthDate,
        @Nullable @Pattern(regexp = "male|female|other|unknown") String sex,
        @Nullable @Size(max = 300) String addressLine,
        @Nullable @Size(max = 200) String city,
        @Nullable @Size(max = 20) String postalCode,
        @Nullable @Size(max = 40) String phone) {}
