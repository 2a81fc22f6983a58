package health.cordon.moves.proof;

import health.cordon.moves.proof.Difference.Kind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/** Compares the rows of a tenant in two databases. */
public final class Comparison {
    private static final int AT_ONCE = 1_000;

    private final RowDigests source;
    private final RowDigests target;

    public Comparison(Connection source, Connection target) {
        this.source = new RowDigests(source);
        this.target = new RowDigests(target);
    }

    /**
     * What a part of a table is on both sides.
     *
     * @param after the id after which the next part begins
     * @param isLast whether there is none
     */
    public record Part(
            Root source, Root target, List<Difference> differences, String after, boolean isLast) {}

    /**
     * The tables that both have.
     *
     * @throws SQLException when they do not have the same, with the same columns
     */
    public List<String> tables() throws SQLException {
        var tables = source.tables();
        if (!tables.equals(target.tables())) {
            throw new SQLException("the two databases do not have the same tables", "42S02");
        }
        for (var table : tables) {
            if (!source.digest(table).equals(target.digest(table))) {
                throw new SQLException("the two databases do not have the same columns", "42S22");
            }
        }
        return tables;
    }

    /** The rows after an id, on both sides up to the same one. */
    public Part part(String table, String after) throws SQLException {
        var digest = source.digest(table);
        var here = source.after(table, digest, after, AT_ONCE);
        var there = target.after(table, digest, after, AT_ONCE);
        boolean isLast = here.size() < AT_ONCE && there.size() < AT_ONCE;
        if (isLast) {
            return part(table, here, there, after, true);
        }
        // What lies behind the end of the shorter one belongs to the next part.
        var end = end(here, there);
        return part(
                table,
                new TreeMap<>(here.headMap(end, true)),
                new TreeMap<>(there.headMap(end, true)),
                end,
                false);
    }

    private static String end(TreeMap<String, String> here, TreeMap<String, String> there) {
        if (here.size() < AT_ONCE) {
            return there.lastKey();
        }
        if (there.size() < AT_ONCE) {
            return here.lastKey();
        }
        return here.lastKey().compareTo(there.lastKey()) < 0 ? here.lastKey() : there.lastKey();
    }

    private static Part part(
            String table,
            TreeMap<String, String> here,
            TreeMap<String, String> there,
            String end,
            boolean isLast) {
        return new Part(root(here), root(there), differences(table, here, there), end, isLast);
    }

    private static Root root(TreeMap<String, String> digests) {
        var root = Root.EMPTY;
        for (var digest : digests.values()) {
            root = root.with(digest);
        }
        return root;
    }

    /** Those of these rows that differ now. */
    public List<Difference> of(String table, Collection<String> ids) throws SQLException {
        var digest = source.digest(table);
        var differences = new ArrayList<Difference>();
        var all = List.copyOf(ids);
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            var some = all.subList(from, Math.min(from + AT_ONCE, all.size()));
            differences.addAll(
                    differences(
                            table, source.of(table, digest, some), target.of(table, digest, some)));
        }
        return differences;
    }

    private static List<Difference> differences(
            String table, TreeMap<String, String> here, TreeMap<String, String> there) {
        var ids = new TreeSet<>(here.keySet());
        ids.addAll(there.keySet());
        var differences = new ArrayList<Difference>();
        for (var id : ids) {
            if (!Objects.equals(here.get(id), there.get(id))) {
                differences.add(new Difference(table, id, kind(here, there, id)));
            }
        }
        return differences;
    }

    private static Kind kind(
            TreeMap<String, String> here, TreeMap<String, String> there, String id) {
        if (!there.containsKey(id)) {
            return Kind.MISSING;
        }
        return here.containsKey(id) ? Kind.OTHER : Kind.EXTRA;
    }
}
