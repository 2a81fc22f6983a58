package health.cordon.tenancy.routing;

import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.TypedQuery;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Reads single rows. The tenant is half of every primary key, so JPA's {@code find} has no say. */
public final class Rows {
    private Rows() {}

    /**
     * The same, kept from changing until the transaction ends; children cannot be added meanwhile
     * either, because a foreign key locks its parent. To be called before anything else is read.
     */
    public static <E> Optional<E> lock(EntityManager entities, Class<E> type, String id) {
        return lock(byId(entities, type.getSimpleName(), type, id));
    }

    /** The same for a room that must not know the type, only its entity name. */
    public static boolean lock(EntityManager entities, String entity, String id) {
        return lock(byId(entities, entity, Object.class, id)).isPresent();
    }

    /**
     * Locks many rows, always in the same order.
     *
     * @throws ProblemException not found, when one of them has gone
     */
    public static void lockAll(EntityManager entities, Class<?> type, Stream<UUID> ids) {
        ids.map(UUID::toString).distinct().sorted().forEach(id -> lockOrFail(entities, type, id));
    }

    private static void lockOrFail(EntityManager entities, Class<?> type, String id) {
        if (lock(entities, type, id).isEmpty()) {
            throw new ProblemException(Problem.NOT_FOUND);
        }
    }

    private static <E> Optional<E> lock(TypedQuery<E> query) {
        return query.setLockMode(LockModeType.PESSIMISTIC_WRITE).getResultStream().findFirst();
    }

    /** The bound tenant's row with this id. */
    public static <E> Optional<E> find(EntityManager entities, Class<E> type, String id) {
        return byId(entities, type.getSimpleName(), type, id).getResultStream().findFirst();
    }

    private static <E> TypedQuery<E> byId(
            EntityManager entities, String entity, Class<E> type, String id) {
        var jpql = "SELECT e FROM " + entity + " e WHERE e.id = :id";
        return entities.createQuery(jpql, type).setParameter("id", id);
    }
}
