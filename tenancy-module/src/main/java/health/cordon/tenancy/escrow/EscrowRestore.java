package health.cordon.tenancy.escrow;

import health.cordon.tenancy.audit.Change;
import health.cordon.tenancy.audit.PlatformAudit;
import health.cordon.tenancy.context.TenantName;
import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.keys.DataKey;
import health.cordon.tenancy.keys.Dek;
import health.cordon.tenancy.keys.DekCustody;
import health.cordon.tenancy.keys.DekRows;
import health.cordon.tenancy.keys.Rewrapped;
import health.cordon.tenancy.organisation.Tenant;
import health.cordon.tenancy.platform.PlatformDatabase;
import health.cordon.tenancy.routing.ClinicalPersistenceResolver;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/** Takes data keys back and wraps them with the organisation's key of today. */
@ApplicationScoped
public class EscrowRestore {
    private static final String VERB = "organisation.keys-escrow-restore";

    @Inject EscrowConfig config;
    @Inject StaffWork staff;
    @Inject ClinicalPersistenceResolver persistence;
    @Inject DekCustody custody;
    @Inject Instance<SealedField> fields;
    @Inject PlatformDatabase platform;
    @Inject PlatformAudit audit;

    /**
     * What became of each, in the same order. KMS is asked for each that is wrapped; what is
     * stored, is stored in one transaction.
     *
     * @param keys of different data keys
     * @throws ProblemException escrow not set up; not found; keys locked; unavailable, also when it
     *     cannot be recorded. Nothing is stored then
     */
    public List<Restoration> restore(TenantName name, List<ReturnedKey> keys) {
        config.required();
        return staff.of(name, tenant -> restore(tenant, keys));
    }

    private List<Restoration> restore(Tenant tenant, List<ReturnedKey> keys) {
        var rows = rows(keys);
        var verdicts = keys.stream().map(key -> verdict(tenant, rows.get(key.dek()), key)).toList();
        var news = verdicts.stream().flatMap(verdict -> verdict.wrapped().stream()).toList();
        record(tenant, news.size());
        var stored = store(tenant, news);
        return verdicts.stream().map(verdict -> verdict.given(stored)).toList();
    }

    /** What is to be stored, or why nothing is. */
    private record Verdict(Restoration otherwise, Optional<Rewrapped> wrapped) {
        static Verdict of(Restoration outcome) {
            return new Verdict(outcome, Optional.empty());
        }

        Restoration given(Set<UUID> stored) {
            return wrapped.filter(one -> stored.contains(one.dek().id())).isPresent()
                    ? Restoration.RESTORED
                    : otherwise;
        }
    }

    private Map<UUID, Dek> rows(List<ReturnedKey> keys) {
        var ids = keys.stream().map(ReturnedKey::dek).toList();
        return persistence.forBoundOrg().read(entities -> DekRows.find(entities, ids)).stream()
                .collect(Collectors.toMap(Dek::id, Function.identity()));
    }

    private Verdict verdict(Tenant tenant, @Nullable Dek row, ReturnedKey key) {
        if (row == null || row.purpose() != key.purpose()) {
            return Verdict.of(Restoration.NOT_FOUND);
        }
        if (!custody.isOf(tenant, row, key.plain(), handle -> opensAField(tenant, handle))) {
            return Verdict.of(Restoration.WRONG_KEY);
        }
        return new Verdict(Restoration.UNCHANGED, custody.rewrap(tenant, row, key.plain()));
    }

    private boolean opensAField(Tenant tenant, DataKey key) {
        return persistence
                .forBoundOrg()
                .read(
                        entities ->
                                fields.stream()
                                        .anyMatch(one -> one.opens(entities, tenant.id(), key)));
    }

    /** Before anything is stored: the trail may name more than happened, never less. */
    private void record(Tenant tenant, int items) {
        try {
            platform.write(
                    handle -> {
                        audit.append(handle, tenant.id(), change(tenant, items));
                        return items;
                    });
        } catch (JdbiException e) {
            throw new ProblemException(Problem.UNAVAILABLE, e);
        }
    }

    /** The organisation's own trail tells of it, too, as of every change of its rows. */
    private Set<UUID> store(Tenant tenant, List<Rewrapped> news) {
        if (news.isEmpty()) {
            return Set.of();
        }
        return persistence
                .forBoundOrg()
                .write(
                        change(tenant, news.size()),
                        entities ->
                                news.stream()
                                        .filter(one -> DekRows.store(entities, one))
                                        .map(one -> one.dek().id())
                                        .collect(Collectors.toSet()));
    }

    private static Change change(Tenant tenant, int items) {
        return Change.list(VERB, tenant.id(), items);
    }
}
