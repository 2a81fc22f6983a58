package health.cordon.clinical.report;

import health.cordon.clinical.object.CaseObject;
import health.cordon.tenancy.context.CanaryColumn;
import health.cordon.tenancy.organisation.TenantColumn;
import health.cordon.tenancy.storage.StoredObject;
import jakarta.persistence.Column;
import jakarta.persistence.DiscriminatorType;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.UUID;
import org.eclipse.persistence.annotations.Multitenant;
import org.eclipse.persistence.annotations.TenantDiscriminatorColumn;
import org.eclipse.persistence.annotations.TenantDiscriminatorColumns;
import org.jspecify.annotations.Nullable;

/** A report document of a case. */
@Entity
@Table(name = "t_histology_report")
@Multitenant
@TenantDiscriminatorColumns({
    @TenantDiscriminatorColumn(
            name = TenantColumn.NAME,
            contextProperty = TenantColumn.PROPERTY,
            primaryKey = true),
    @TenantDiscriminatorColumn(
            name = CanaryColumn.NAME,
            contextProperty = CanaryColumn.PROPERTY,
            discriminatorType = DiscriminatorType.INTEGER)
})
public class HistologyReport extends CaseObject {
    public static final String TABLE = "histology_report";

    @Column String kind;

    @Column(name = "source_index")
    byte @Nullable [] sourceIndex;

    /** For JPA. */
    protected HistologyReport() {}

    /**
     * @param sourceIndex finds the report again when it is imported again
     */
    public HistologyReport(
            UUID id, UUID caseId, Kind kind, byte @Nullable [] sourceIndex, StoredObject object) {
        super(id, caseId, object);
        this.kind = kind.text();
        this.sourceIndex = sourceIndex;
    }

    String kind() {
        return kind;
    }

    /** What sort of document it is. */
    public enum Kind {
        HISTOLOGY,
        NOTE;

        /** As JSON and the database have it. */
        public String text() {
            return this == HISTOLOGY ? "histology" : "note";
        }
    }
}
