package health.cordon.tenancy.routing;

import jakarta.persistence.EntityManager;
import java.util.Optional;

/** Reads single rows. The tenant is half of every primary key, so JPA's {@code find} has no say. */
public final class Rows {
    private Rows() {}

    /** The bound tenant's row with this id. */
    public static <E> Optional<E> find(EntityManager entities, Class<E> type, String id) {
        return entities.createQuery(
                        "SELECT e FROM " + type.getSimpleName() + " e WHERE e.id = :id", type)
                .setParameter("id", id)
                .getResultStream()
                .findFirst();
    }
}
