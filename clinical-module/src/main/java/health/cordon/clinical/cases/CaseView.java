package health.cordon.clinical.cases;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A case as a client sees it.
 *
 * @param openedOn unknown for some imported cases
 */
public record CaseView(
        UUID id,
        long version,
        UUID patientId,
        String title,
        @Nullable LocalDate openedOn,
        @Nullable String notes,
        Instant createdAt,
        Instant updatedAt) {}
