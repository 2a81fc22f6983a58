package health.cordon.tenancy.keys;

import health.cordon.tenancy.organisation.OrganisationId;
import health.cordon.tenancy.organisation.TenantColumn;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.persistence.annotations.Multitenant;
import org.eclipse.persistence.annotations.TenantDiscriminatorColumn;
import org.jspecify.annotations.Nullable;

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

    /** Of the plain DEK; NULL in rows that are older than the column, or came from elsewhere. */
    @Column byte @Nullable [] fingerprint;

    @Column(name = "created_at")
    LocalDateTime createdAt;

    /** When it was wrapped as it is; NULL in rows that are older than the column. */
    @Column(name = "wrapped_at")
    @Nullable LocalDateTime wrappedAt;

    /** For JPA. */
    protected Dek() {}

    Dek(DekAddress address, WrappedDek wrapped, byte[] fingerprint) {
        this.id = address.id().toString();
        this.purpose = address.purpose();
        this.wrapped = wrapped.text();
        this.fingerprint = fingerprint.clone();
        this.createdAt = now();
        this.wrappedAt = createdAt;
    }

    static LocalDateTime now() {
        return LocalDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MILLIS);
    }

    public UUID id() {
        return UUID.fromString(id);
    }

    public Purpose purpose() {
        return purpose;
    }

    /** Which one it is, in an organisation. */
    public DekAddress address(OrganisationId organisation) {
        return new DekAddress(organisation, purpose, id());
    }

    /**
     * What it is wrapped with: an ARN, {@code local:<key id>}, or {@code local}.
     *
     * @throws IllegalArgumentException for a form that this version cannot unwrap
     */
    public String wrappedBy() {
        return WrappedDek.parse(wrapped).key();
    }

    /** Since when it is wrapped as it is. */
    public Instant wrappedAt() {
        return (wrappedAt == null ? createdAt : wrappedAt).toInstant(ZoneOffset.UTC);
    }

    String wrapped() {
        return wrapped;
    }

    Optional<byte[]> fingerprint() {
        return Optional.ofNullable(fingerprint);
    }
}
