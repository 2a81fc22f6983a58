package health.cordon.clinical.staff;

import static health.cordon.clinical.staff.Redacted.TEXT;

import health.cordon.clinical.cases.CaseView;
import health.cordon.clinical.cases.ClinicalCase;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A case as staff sees it. All that stands encrypted is {@code [redacted]} unless a reason was
 * given.
 */
public record StaffCaseView(
        UUID id,
        long version,
        UUID patientId,
        String title,
        @Nullable LocalDate openedOn,
        @Nullable String notes,
        Instant createdAt,
        Instant updatedAt) {

    static StaffCaseView redacted(ClinicalCase row) {
        return new StaffCaseView(
                row.id(),
                row.version(),
                row.patient(),
                TEXT,
                row.openedOn(),
                TEXT,
                row.createdAt(),
                row.updatedAt());
    }

    static StaffCaseView of(CaseView opened) {
        return new StaffCaseView(
                opened.id(),
                opened.version(),
                opened.patientId(),
                opened.title(),
                opened.openedOn(),
                opened.notes(),
                opened.createdAt(),
                opened.updatedAt());
    }
}
