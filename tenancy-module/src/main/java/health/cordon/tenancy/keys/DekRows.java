package health.cordon.tenancy.keys;

import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The queries on DEKs. EclipseLink adds the tenant to each of them. */
public final class DekRows {
    private DekRows() {}

    /** All DEKs in the order of their ids, at most {@code limit}. */
    public static List<Dek> page(EntityManager entities, String after, int limit) {
        return entities.createQuery(
                        "SELECT d FROM Dek d WHERE d.id > :after ORDER BY d.id", Dek.class)
                .setParameter("after", after)
                .setMaxResults(limit)
                .getResultList();
    }

    /**
     * The same within a range.
     *
     * @param upTo the last id of the range; {@code null} where it has no end
     */
    public static List<Dek> page(
            EntityManager entities, String after, @Nullable String upTo, int limit) {
        if (upTo == null) {
            return page(entities, after, limit);
        }
        return entities.createQuery(
                        "SELECT d FROM Dek d WHERE d.id > :after AND d.id <= :upTo ORDER BY d.id",
                        Dek.class)
                .setParameter("after", after)
                .setParameter("upTo", upTo)
                .setMaxResults(limit)
                .getResultList();
    }

    /** The id of the n-th DEK after an id; empty where there are not so many. */
    public static Optional<String> nth(EntityManager entities, String after, int n) {
        return entities.createQuery(
                        "SELECT d.id FROM Dek d WHERE d.id > :after ORDER BY d.id", String.class)
                .setParameter("after", after)
                .setFirstResult(n - 1)
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
    }

    /** Those of these ids that are there. */
    public static List<Dek> find(EntityManager entities, Collection<UUID> ids) {
        return entities.createQuery("SELECT d FROM Dek d WHERE d.id IN :ids", Dek.class)
                .setParameter("ids", ids.stream().map(UUID::toString).toList())
                .getResultList();
    }

    /**
     * Stores a DEK as it is wrapped now, unless somebody else has wrapped it anew or destroyed it.
     *
     * @return whether it is stored
     */
    public static boolean store(EntityManager entities, Rewrapped rewrapped) {
        return entities.createQuery(
                                "UPDATE Dek d SET d.wrapped = :wrapped, d.fingerprint = :print,"
                                        + " d.wrappedAt = :now"
                                        + " WHERE d.id = :id AND d.wrapped = :before")
                        .setParameter("wrapped", rewrapped.wrapped().text())
                        .setParameter("print", rewrapped.fingerprint())
                        .setParameter("now", Dek.now())
                        .setParameter("id", rewrapped.dek().id)
                        .setParameter("before", rewrapped.dek().wrapped)
                        .executeUpdate()
                == 1;
    }
}
