package health.cordon.tenancy.keys;

import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The queries on DEKs. EclipseLink adds the tenant to each of them. */
public final class DekRows {
    /** Rows of one statement; one of more would be too long for the driver to keep prepared. */
    static final int TOGETHER = 25;

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

    /**
     * The same for many, some with one statement: each row is compared with its own old form.
     *
     * @return how many are stored
     */
    public static int storeAll(EntityManager entities, List<Rewrapped> rewrapped) {
        int stored = 0;
        var alike = alike(rewrapped);
        for (int i = 0; i < alike.size(); i += TOGETHER) {
            var some = alike.subList(i, Math.min(i + TOGETHER, alike.size()));
            stored += storeTogether(entities, some);
        }
        var others = new ArrayList<>(rewrapped);
        others.removeAll(alike);
        for (var one : others) {
            stored += store(entities, one) ? 1 : 0;
        }
        return stored;
    }

    /**
     * Those that one statement can store, by the old form: it sets nothing but the form, so the
     * fingerprint has to be there, and no old form may be that of two rows. A copied row of the
     * oldest form, which is bound to nothing, would get the other one's new form.
     */
    static List<Rewrapped> alike(List<Rewrapped> rewrapped) {
        var byOldForm = new LinkedHashMap<String, Rewrapped>();
        for (var one : rewrapped) {
            if (one.dek().fingerprint().filter(one::hasFingerprint).isPresent()) {
                byOldForm.putIfAbsent(one.dek().wrapped, one);
            }
        }
        return List.copyOf(byOldForm.values());
    }

    private static int storeTogether(EntityManager entities, List<Rewrapped> rewrapped) {
        var update =
                entities.createQuery(updateOf(rewrapped.size())).setParameter("now", Dek.now());
        for (int i = 0; i < rewrapped.size(); i++) {
            var one = rewrapped.get(i);
            update.setParameter("id" + i, one.dek().id)
                    .setParameter("before" + i, one.dek().wrapped)
                    .setParameter("wrapped" + i, one.wrapped().text());
        }
        return update.executeUpdate();
    }

    /**
     * Told apart by the old form, not by the id: where an UPDATE reads a column of the key to set
     * another one, MariaDB 11.4 goes through all rows of the tenant.
     */
    private static String updateOf(int rows) {
        return "UPDATE Dek d SET d.wrapped = CASE d.wrapped"
                + each(rows, " WHEN :before%1$d THEN :wrapped%1$d", "")
                + " ELSE d.wrapped END, d.wrappedAt = :now WHERE "
                + each(rows, "(d.id = :id%1$d AND d.wrapped = :before%1$d)", " OR ");
    }

    private static String each(int rows, String part, String between) {
        return IntStream.range(0, rows)
                .mapToObj(part::formatted)
                .collect(Collectors.joining(between));
    }
}
