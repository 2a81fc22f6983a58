package health.cordon.clinical.fhir;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One presented form of a diagnostic report.
 *
 * @param sourceId as of {@link EncounterEntry#sourceId}; the second form of a report adds {@code
 *     #1}, the third {@code #2}
 * @param content the document itself, not copied: whoever holds this record must not change it
 */
@SuppressWarnings("ArrayRecordComponent") // equality is by content, see equals
public record ReportEntry(
        String sourceId,
        @Nullable String patientReference,
        @Nullable String encounterReference,
        ReportKind kind,
        String title,
        String contentType,
        byte[] content) {

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ReportEntry that
                && sourceId.equals(that.sourceId)
                && Objects.equals(patientReference, that.patientReference)
                && Objects.equals(encounterReference, that.encounterReference)
                && kind == that.kind
                && title.equals(that.title)
                && contentType.equals(that.contentType)
                && Arrays.equals(content, that.content);
    }

    @Override
    public int hashCode() {
        return Objects.hash(sourceId, kind, title, contentType, Arrays.hashCode(content));
    }

    /** Says nothing: title and content are clinical, and this text may reach a log. */
    @Override
    public String toString() {
        return "ReportEntry[]";
    }
}
