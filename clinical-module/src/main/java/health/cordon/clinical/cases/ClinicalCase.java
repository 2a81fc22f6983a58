package health.cordon.clinical.cases;

import health.cordon.clinical.field.RowCipher;
import health.cordon.clinical.field.Timestamps;
import health.cordon.tenancy.context.CanaryColumn;
import health.cordon.tenancy.organisation.TenantColumn;
import jakarta.persistence.Column;
import jakarta.persistence.DiscriminatorType;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.UUID;
import org.eclipse.persistence.annotations.Multitenant;
import org.eclipse.persistence.annotations.TenantDiscriminatorColumn;
import org.eclipse.persistence.annotations.TenantDiscriminatorColumns;
import org.jspecify.annotations.Nullable;

/** A case's row; title and notes stand there sealed with the patient's DEK. */
@Entity
@Table(name = "t_clinical_case")
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
public class ClinicalCase {
    public static final String TABLE = "clinical_case";

    @Id String id;
    @Version long version;

    @Column(name = "patient_id")
    String patientId;

    @Column byte[] title;

    @Column(name = "opened_on")
    @Nullable LocalDate openedOn;

    @Column byte @Nullable [] notes;

    @Column(name = "source_index")
    byte @Nullable [] sourceIndex;

    @Column(name = "created_at")
    LocalDateTime createdAt;

    @Column(name = "updated_at")
    LocalDateTime updatedAt;

    /** For JPA. */
    protected ClinicalCase() {}

    /**
     * @param sourceIndex finds the case again when it is imported again
     */
    public ClinicalCase(UUID id, UUID patientId, byte @Nullable [] sourceIndex) {
        this.id = id.toString();
        this.patientId = patientId.toString();
        this.sourceIndex = sourceIndex;
        this.createdAt = Timestamps.now();
    }

    public UUID id() {
        return UUID.fromString(id);
    }

    /** Whose case it is. */
    public UUID patient() {
        return UUID.fromString(patientId);
    }

    public String patientId() {
        return patientId;
    }

    public long version() {
        return version;
    }

    public @Nullable LocalDate openedOn() {
        return openedOn;
    }

    public Instant createdAt() {
        return Timestamps.instant(createdAt);
    }

    public Instant updatedAt() {
        return Timestamps.instant(updatedAt);
    }

    /** Takes over what a client sent, sealed. */
    public void fill(
            String newTitle,
            @Nullable LocalDate opened,
            @Nullable String newNotes,
            RowCipher cipher) {
        title = cipher.seal("title", newTitle);
        openedOn = opened;
        notes = cipher.sealOptional("notes", newNotes);
        updatedAt = Timestamps.now();
    }

    CaseView view(RowCipher cipher) {
        return new CaseView(
                id(),
                version,
                UUID.fromString(patientId),
                cipher.open("title", title),
                openedOn,
                cipher.openOptional("notes", notes),
                Timestamps.instant(createdAt),
                Timestamps.instant(updatedAt));
    }
}
