package health.cordon.tenancy.routing;

import health.cordon.tenancy.audit.AuditRecord;
import health.cordon.tenancy.audit.Change;
import health.cordon.tenancy.context.Binding;
import health.cordon.tenancy.context.CanaryColumn;
import health.cordon.tenancy.database.Deadlocks;
import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.organisation.OrganisationId;
import health.cordon.tenancy.organisation.TenantColumn;
import health.cordon.tenancy.wall.Placement;
import health.cordon.tenancy.wall.TenantSession;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.eclipse.persistence.sessions.UnitOfWork;

/**
 * The clinical rows of one organisation. Every entity manager made here carries the tenant, and
 * whether it works on canaries; EclipseLink adds both to each statement. Each connection that it
 * gets is set to the same tenant, so that the database shows nothing else either. There is no other
 * way to one.
 *
 * <p>For one request, on one thread. Work that writes may be done again, when the database that
 * began it turns out not to be the tenant's home any more, or ends it for the sake of another one;
 * whatever it does beside its rows must bear that.
 */
public final class ClinicalPersistence {
    private final Binding binding;
    private final Entrance homes;
    private Home home;

    ClinicalPersistence(Binding binding, Entrance homes) {
        this.binding = binding;
        this.homes = homes;
        // Decided once: what begins in one database ends there, also when the columns change
        // meanwhile. Only the fence of a database sends it elsewhere.
        this.home = homes.of(organisation());
    }

    /** Whose rows these are. */
    public OrganisationId organisation() {
        return binding.tenant().id();
    }

    /** Reads what is not shown to anybody; nothing may be changed. */
    public <T> T read(Function<EntityManager, T> work) {
        return homes.inHome(organisation(), home, at -> Deadlocks.again(() -> with(at, work)));
    }

    /**
     * Writes in one transaction, together with the audit record of what was changed.
     *
     * @throws ProblemException conflict for a duplicate, precondition failed for a stale version,
     *     unavailable when the database does not answer
     */
    public <T> T write(Change change, Function<EntityManager, T> work) {
        return write(List.of(change), work);
    }

    /** The same for a write that changes several records. */
    public <T> T write(Collection<Change> changes, Function<EntityManager, T> work) {
        return maintain(
                entities -> {
                    var result = work.apply(entities);
                    append(entities, changes);
                    return result;
                });
    }

    /**
     * Reads, and records in the same transaction who read what: nothing is shown that the trail
     * does not name.
     *
     * @throws ProblemException unavailable when it cannot be recorded, for whatever reason
     */
    public <T> T disclose(
            Function<EntityManager, T> work, Function<T, Collection<Change>> disclosed) {
        return maintain(
                entities -> {
                    var result = work.apply(entities);
                    append(entities, disclosed.apply(result));
                    flushRecords(entities);
                    return result;
                });
    }

    /** The same for one record, or one list. */
    public <T> T show(Function<EntityManager, T> work, Function<T, Change> shown) {
        return disclose(work, result -> List.of(shown.apply(result)));
    }

    private void append(EntityManager entities, Collection<Change> changes) {
        changes.forEach(change -> entities.persist(new AuditRecord(binding, change)));
    }

    /** Not the caller's fault, and another try may go well, also when the database is only full. */
    private static void flushRecords(EntityManager entities) {
        try {
            entities.flush();
        } catch (PersistenceException e) {
            throw DatabaseFailures.translate(e) instanceof NotHome elsewhere
                    ? elsewhere
                    : new ProblemException(Problem.UNAVAILABLE, e);
        }
    }

    /**
     * Writes rows that are no records (keys, reminders), so nothing is audited. Same errors as
     * {@link #write}.
     */
    public <T> T maintain(Function<EntityManager, T> work) {
        return homes.inHome(
                organisation(), home, at -> Deadlocks.again(() -> transaction(at, work)));
    }

    private <T> T transaction(Home at, Function<EntityManager, T> work) {
        return with(
                at,
                entities -> {
                    entities.getTransaction().begin();
                    try {
                        // Else it would begin with the first write, and what is read before that
                        // would be read outside of it, by another connection.
                        entities.unwrap(UnitOfWork.class).beginEarlyTransaction();
                        var result = work.apply(entities);
                        entities.getTransaction().commit();
                        return result;
                    } finally {
                        if (entities.getTransaction().isActive()) {
                            entities.getTransaction().rollback();
                        }
                    }
                });
    }

    private <T> T with(Home at, Function<EntityManager, T> work) {
        home = at;
        var session = TenantSession.of(organisation(), at.epoch());
        var entered = homes.enter(at);
        try {
            return entered.database().call(session, () -> with(entered.factory(), work));
        } catch (RuntimeException e) {
            var failure = DatabaseFailures.translate(e);
            if (failure instanceof ProblemException verdict && verdict.problem().isCallers()) {
                requireHome(entered, session, verdict);
            }
            throw failure;
        } finally {
            homes.leave(entered);
        }
    }

    /**
     * What a database that is not the home says of the rows is not so: what it does not know may be
     * at home, in another version.
     */
    private static void requireHome(
            PersistenceUnit entered, TenantSession session, ProblemException verdict) {
        try (var connection = entered.database().connection(session)) {
            if (!Placement.admits(Placement.of(connection), session.epoch())) {
                throw new NotHome(verdict);
            }
        } catch (SQLException e) {
            throw new ProblemException(Problem.UNAVAILABLE, e);
        }
    }

    private <T> T with(EntityManagerFactory factory, Function<EntityManager, T> work) {
        var entities =
                factory.createEntityManager(
                        Map.of(
                                TenantColumn.PROPERTY,
                                organisation().toString(),
                                CanaryColumn.PROPERTY,
                                CanaryColumn.value(binding)));
        try {
            return work.apply(entities);
        } finally {
            entities.close();
        }
    }
}
