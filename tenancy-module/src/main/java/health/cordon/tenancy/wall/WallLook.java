package health.cordon.tenancy.wall;

import health.cordon.tenancy.database.Connections;
import health.cordon.tenancy.database.DatabaseUnavailable;
import health.cordon.tenancy.database.DatabaseUrl;
import health.cordon.tenancy.organisation.OrganisationId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

/** Whether a database keeps its walls towards an account: asked before anybody is served. */
public final class WallLook {
    private static final int NO_SUCH_TABLE = 1146;
    private static final int NO_RIGHT = 1142;

    /** Belongs to nobody; only its signature matters. */
    private static final OrganisationId PROBE = new OrganisationId(new UUID(0, 0));

    /** An account sees a table in the catalogue as soon as it has any right on it. */
    private static final String UNWALLED =
            """
            SELECT t.table_name FROM information_schema.tables t
            JOIN information_schema.columns c
              ON c.table_schema = t.table_schema AND c.table_name = t.table_name
            WHERE t.table_schema = DATABASE() AND t.table_type = 'BASE TABLE'
              AND (c.column_name = 'tenant_id' OR t.table_name = 'wall_key')
            ORDER BY t.table_name LIMIT 1
            """;

    private WallLook() {}

    /**
     * @throws WallFault with a sentence that says what to do
     */
    static void requireWalled(DatabaseUrl runtime) {
        try (var connection = Connections.dataSource(runtime).getConnection()) {
            var fault = fault(connection, runtime);
            if (fault.isPresent()) {
                throw new WallFault(fault.get());
            }
        } catch (SQLException e) {
            throw new DatabaseUnavailable(runtime, e);
        }
    }

    /**
     * What is wrong, as a sentence without names of users.
     *
     * @param connection of the account that serves, fresh from the driver or the pool
     */
    public static Optional<String> fault(Connection connection, DatabaseUrl runtime)
            throws SQLException {
        var open = new Catalogue(connection).first(UNWALLED);
        if (open.isPresent()) {
            return Optional.of(
                    "its user may reach the table %s past its view; take away all rights that it"
                                    .formatted(open.get())
                            + " was given by hand (REVOKE ALL PRIVILEGES ON the database), and let"
                            + " cordon db migrate give it those that it needs.");
        }
        return signed(connection, runtime)
                ? Optional.empty()
                : Optional.of(
                        "it does not take the signatures of its user; run cordon db migrate"
                                + " --url-file FILE --runtime-url-file FILE, again after each"
                                + " change of that user's password.");
    }

    private static boolean signed(Connection connection, DatabaseUrl runtime) throws SQLException {
        try {
            var signer = new SessionSetter(WallKey.of(runtime));
            signer.set(connection, SessionSetter.id(connection), TenantSession.reading(PROBE));
            var seen = new Catalogue(connection).first("SELECT tenant_id FROM tenant_session");
            signer.set(connection, 0, TenantSession.NOBODY);
            return seen.equals(Optional.of(PROBE.toString()));
        } catch (SQLException e) {
            if (e.getErrorCode() == WallSql.NOT_SIGNED
                    || e.getErrorCode() == NO_SUCH_TABLE
                    || e.getErrorCode() == NO_RIGHT) {
                return false;
            }
            throw e;
        }
    }
}
