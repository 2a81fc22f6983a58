package health.cordon.tenancy.audit;

import health.cordon.tenancy.http.CurrentTrace;
import health.cordon.tenancy.organisation.OrganisationId;
import health.cordon.tenancy.token.CurrentCaller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Writes administrative changes down, in the transaction that makes them. */
@ApplicationScoped
public class PlatformAudit {
    private static final String INSERT =
            """
            INSERT INTO audit_record
              (tenant_id, at, actor, role, verb, record, outcome, trace_id, items)
            VALUES (?, UTC_TIMESTAMP(3), ?, ?, ?, ?, ?, ?, ?)
            """;

    /** Whose a change is that is no organisation's. */
    private static final OrganisationId PLATFORM = new OrganisationId(new UUID(0, 0));

    @Inject CurrentCaller caller;
    @Inject CurrentTrace trace;

    /** Of what is no organisation's. */
    public void append(Handle transaction, Change change) {
        append(transaction, PLATFORM, change);
    }

    public void append(Handle transaction, OrganisationId tenant, Change change) {
        var who = caller.required();
        append(transaction, tenant, change, who.subject(), who.rolesText(), trace.id());
    }

    /** The same outside of a request, for work that somebody asked for before. */
    public void append(
            Handle transaction,
            OrganisationId tenant,
            Change change,
            String actor,
            String role,
            String traceId) {
        transaction.execute(
                INSERT,
                tenant.toString(),
                actor,
                role,
                change.verb(),
                change.record(),
                AuditRecord.SUCCEEDED,
                traceId,
                change.items());
    }
}
