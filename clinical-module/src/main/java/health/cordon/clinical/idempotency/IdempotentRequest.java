package health.cordon.clinical.idempotency;

import health.cordon.clinical.field.Timestamps;
import health.cordon.tenancy.organisation.TenantColumn;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.LocalDateTime;
import org.eclipse.persistence.annotations.Multitenant;
import org.eclipse.persistence.annotations.TenantDiscriminatorColumn;

/** An answer that was given, sealed with the DEK of the patient that it is about. */
@Entity
@Table(name = "t_idempotent_request")
@Multitenant
@TenantDiscriminatorColumn(
        name = TenantColumn.NAME,
        contextProperty = TenantColumn.PROPERTY,
        primaryKey = true)
public class IdempotentRequest {
    static final String TABLE = "idempotent_request";

    @Id String id;

    /** Sealed too: a digest of a few guessable fields would tell them. */
    @Column(name = "request_hash")
    byte[] requestHash;

    @Column(name = "dek_id")
    String dekId;

    @Column String location;
    @Column byte[] body;

    @Column(name = "created_at")
    LocalDateTime createdAt;

    /** For JPA. */
    protected IdempotentRequest() {}

    IdempotentRequest(
            String id, byte[] sealedRequestHash, String dekId, String location, byte[] sealedBody) {
        this.id = id;
        this.requestHash = sealedRequestHash;
        this.dekId = dekId;
        this.location = location;
        this.body = sealedBody;
        this.createdAt = Timestamps.now();
    }
}
