package health.cordon.tenancy.wall;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that a statement told its sender.
 *
 * @param rows their cells, NULL as the empty text
 * @param changed how many rows it met; 0 for a query and for a refusal
 * @param refusal nothing when it was carried out
 */
record Seen(List<List<String>> rows, int changed, String warnings, @Nullable SQLException refusal) {
    static Seen rows(List<List<String>> rows, String warnings) {
        return new Seen(rows, 0, warnings, null);
    }

    static Seen changed(int count, String warnings) {
        return new Seen(List.of(), count, warnings, null);
    }

    static Seen refused(SQLException refusal) {
        return new Seen(List.of(), 0, "", refusal);
    }

    boolean isRefused() {
        return refusal != null;
    }

    /** The database's number of the refusal; 0 for none. */
    int code() {
        return refusal == null ? 0 : refusal.getErrorCode();
    }

    /** Nothing at all: no row, or none with anything in it, and nothing changed. */
    boolean isEmpty() {
        return changed == 0
                && rows.stream()
                        .flatMap(List::stream)
                        .allMatch(cell -> cell.isEmpty() || cell.equals("0"));
    }

    @Override
    public String toString() {
        return rows + "\n" + warnings + (refusal == null ? "" : refusal.getMessage());
    }
}
