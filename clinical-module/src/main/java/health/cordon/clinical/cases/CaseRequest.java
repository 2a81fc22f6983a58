package health.cordon.clinical.cases;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A case as a client sends it. */
public record CaseRequest(
        @NotNull UUID patientId,
        @NotBlank @Size(max = 400) String title,
        @NotNull LocalDate openedOn,
        @Nullable @Size(max = 50_000) String notes) {}
