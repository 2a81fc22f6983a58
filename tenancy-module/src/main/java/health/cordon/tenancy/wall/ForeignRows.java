package health.cordon.tenancy.wall;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Whether a database that should be one tenant's own holds rows of others. */
public final class ForeignRows {
    private ForeignRows() {}

    /**
     * The tables with rows of somebody else than the connection's tenant; of whom, and which, stays
     * unsaid.
     */
    public static List<String> tables(Connection connection) throws SQLException {
        return new Catalogue(connection)
                .column("SELECT table_name FROM foreign_rows ORDER BY table_name");
    }
}
