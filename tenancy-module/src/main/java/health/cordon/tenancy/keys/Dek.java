package health.cordon.tenancy.keys;

import health.cordon.tenancy.organisation.TenantColumn;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.eclipse.persistence.annotations.Multitenant;
import org.eclipse.persistence.annotations.TenantDiscriminatorColumn;

/** A wrapped data key, beside the rows that it opens. */
@Entity
@Table(name = "t_dek")
@Multitenant
@TenantDiscriminatorColumn(
        name = TenantColumn.NAME,
        contextProperty = TenantColumn.PROPERTY,
        primaryKey = true)
public class Dek {
    /** What a DEK opens. */
    public enum Purpose {
        /** The fields of one patient and of the patient's records. */
        PATIENT,
        /** The blind indexes of one tenant. */
        INDEX
    }

    @Id String id;

    @Enumerated(EnumType.STRING)
    @Column
    Purpose purpose;

    @Column String wrapped;

    @Column(name = "created_at")
    LocalDateTime createdAt;

    /** For JPA. */
    protected Dek() {}

    Dek(UUID id, Purpose purpose, WrappedDek wrapped) {
        this.id = id.toString();
        this.purpose = purpose;
        this.wrapped = wrapped.text();
        this.createdAt = LocalDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MILLIS);
    }

    public UUID id() {
        return UUID.fromString(id);
    }

    Purpose purpose() {
        return purpose;
    }

    String wrapped() {
        return wrapped;
    }
}
