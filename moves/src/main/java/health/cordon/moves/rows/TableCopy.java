package health.cordon.moves.rows;

import java.sql.Connection;
import java.sql.SQLException;

/** Copies a table in the order of its ids, a stretch at a time. */
public record TableCopy(TenantTable table, Connection source, Connection target) {
    /**
     * The rows after an id.
     *
     * @param most how many; fewer arrive only at the table's end
     */
    public Sent after(String id, int most) throws SQLException {
        try (var query = source.prepareStatement(table.selectAfter())) {
            query.setString(1, id);
            query.setInt(2, most);
            return new Transfer(table, target).send(query);
        }
    }
}
