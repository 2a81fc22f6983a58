package health.cordon.tenancy.escrow;

import health.cordon.tenancy.audit.Change;
import health.cordon.tenancy.audit.PlatformAudit;
import health.cordon.tenancy.context.TenantName;
import health.cordon.tenancy.http.Cursors;
import health.cordon.tenancy.http.Page;
import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.keys.Dek;
import health.cordon.tenancy.keys.DekCustody;
import health.cordon.tenancy.keys.DekRows;
import health.cordon.tenancy.organisation.Tenant;
import health.cordon.tenancy.platform.PlatformDatabase;
import health.cordon.tenancy.routing.ClinicalPersistenceResolver;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/** Seals an organisation's data keys for the holder of the recovery key. */
@ApplicationScoped
public class EscrowExport {
    @Inject EscrowConfig config;
    @Inject StaffWork staff;
    @Inject ClinicalPersistenceResolver persistence;
    @Inject DekCustody custody;
    @Inject Cursors cursors;
    @Inject PlatformDatabase platform;
    @Inject PlatformAudit audit;

    /**
     * The data keys in the organisation's home, in the order of their ids. KMS is asked for each.
     *
     * @throws ProblemException escrow not set up; not found; keys locked; unavailable, also when it
     *     cannot be recorded
     */
    public Page<EscrowedKey> page(TenantName name, int limit, @Nullable String cursor) {
        var recoveryKey = config.required();
        return staff.of(name, tenant -> page(recoveryKey, tenant, limit, cursor));
    }

    private Page<EscrowedKey> page(
            RecoveryKey recoveryKey, Tenant tenant, int limit, @Nullable String cursor) {
        var list = tenant.id() + "/keys-escrow";
        var after = cursors.open(list, cursor);
        var deks =
                persistence
                        .forBoundOrg()
                        .read(entities -> DekRows.page(entities, after, limit + 1));
        var page =
                Page.of(
                        deks,
                        limit,
                        dek -> seal(recoveryKey, tenant, dek),
                        dek -> cursors.sign(list, dek.id().toString()));
        record(tenant, page.items().size());
        return page;
    }

    private EscrowedKey seal(RecoveryKey recoveryKey, Tenant tenant, Dek dek) {
        var jwe =
                custody.lend(
                        tenant, dek, plain -> recoveryKey.seal(dek.address(tenant.id()), plain));
        return new EscrowedKey(dek.id(), dek.purpose(), jwe);
    }

    /** Before anything is handed out. */
    private void record(Tenant tenant, int items) {
        try {
            platform.write(
                    handle -> {
                        audit.append(
                                handle,
                                tenant.id(),
                                Change.list("organisation.keys-escrow-export", tenant.id(), items));
                        return items;
                    });
        } catch (JdbiException e) {
            throw new ProblemException(Problem.UNAVAILABLE, e);
        }
    }
}
