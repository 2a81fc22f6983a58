package health.cordon.tenancy.audit;

import com.github.f4b6a3.uuid.UuidCreator;
import health.cordon.tenancy.context.Binding;
import health.cordon.tenancy.organisation.TenantColumn;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.eclipse.persistence.annotations.Multitenant;
import org.eclipse.persistence.annotations.TenantDiscriminatorColumn;
import org.jspecify.annotations.Nullable;

/** One line of a tenant's audit trail, beside the rows that it is about. */
@Entity
@Table(name = "t_audit_record")
@Multitenant
@TenantDiscriminatorColumn(
        name = TenantColumn.NAME,
        contextProperty = TenantColumn.PROPERTY,
        primaryKey = true)
public class AuditRecord {
    static final String SUCCEEDED = "succeeded";

    /** Stands before the verb of whatever happens to a verification's canary. */
    private static final String CANARY = "canary.";

    // The database counts seq, the trail's order; the id lets rows go out in batches.
    @Id String id;

    @Column LocalDateTime at;
    @Column String actor;
    @Column String role;
    @Column String verb;
    @Column String record;
    @Column String outcome;
    @Column @Nullable String reason;
    @Column @Nullable Integer items;

    @Column(name = "trace_id")
    String traceId;

    /** For JPA. */
    protected AuditRecord() {}

    /** A change or a read that succeeds with the transaction that this record is written in. */
    public AuditRecord(Binding binding, Change change) {
        id = UuidCreator.getTimeOrderedEpoch().toString();
        at = LocalDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MILLIS);
        actor = binding.actor();
        role = binding.role();
        verb = binding.canary() ? CANARY + change.verb() : change.verb();
        record = change.record();
        outcome = SUCCEEDED;
        reason = change.reason();
        items = change.items();
        traceId = binding.traceId();
    }
}
