package health.cordon.tenancy.preflight;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Questions to a clinical database that nobody serves from yet: plain reads, nothing written. */
final class ClinicalDatabase {
    private static final int NO_SUCH_TABLE = 1146;
    private static final int NO_RIGHT = 1142;

    private ClinicalDatabase() {}

    static Optional<String> identity(Connection connection) throws SQLException {
        return column(connection, "SELECT database_id FROM identity").stream().findFirst();
    }

    /** Nothing when the table is not there, or is not to be seen before the database is walled. */
    private static List<String> column(Connection connection, String sql) throws SQLException {
        var values = new ArrayList<String>();
        try (var query = connection.prepareStatement(sql);
                var rows = query.executeQuery()) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        } catch (SQLException e) {
            if (e.getErrorCode() != NO_SUCH_TABLE && e.getErrorCode() != NO_RIGHT) {
                throw e;
            }
        }
        return values;
    }
}
