package health.cordon.provisioning.server;

import health.cordon.tenancy.database.Connections;
import health.cordon.tenancy.database.DatabaseUrl;
import java.sql.SQLException;
import java.time.Duration;

/** Who is signed in with an account: each account may see its own sessions. */
public final class Sessions {
    private static final Duration BOUND = Duration.ofSeconds(10);
    private static final int WRONG_PASSWORD = 1045;

    private Sessions() {}

    /**
     * How many there are beside the one that asks; none where the account is gone.
     *
     * @throws SQLException when the server does not answer
     */
    public static int of(DatabaseUrl account) throws SQLException {
        try (var connection = Connections.server(account, BOUND).getConnection();
                var query =
                        connection.prepareStatement(
                                "SELECT COUNT(*) FROM information_schema.processlist"
                                        + " WHERE user = ? AND id <> CONNECTION_ID()")) {
            query.setString(1, account.user());
            try (var row = query.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        } catch (SQLException e) {
            if (e.getErrorCode() == WRONG_PASSWORD) {
                return 0;
            }
            throw e;
        }
    }
}
