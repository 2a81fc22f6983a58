package health.cordon.provisioning.fleet;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The SQL of servers. */
final class ServerRows {
    private static final String WITH_COUNTS =
            "SELECT s.*, (SELECT COUNT(*) FROM server_database d WHERE d.server = s.name"
                    + " AND d.organisation_id IS NOT NULL) AS tenants,"
                    + " (SELECT COUNT(*) FROM server_database d WHERE d.server = s.name"
                    + " AND d.organisation_id IS NULL) AS stock FROM db_server s";

    /**
     * The emptiest first, by the share of its places that is taken; of equals, the one to which the
     * fewest came in the last thirty days.
     */
    private static final String LEAST_LOADED =
            "SELECT s.name FROM db_server s"
                    + " LEFT JOIN server_database d ON d.server = s.name"
                    + " WHERE s.region = :region AND s.state = 'open'"
                    + " GROUP BY s.name, s.capacity HAVING COUNT(d.ref) < s.capacity"
                    + " ORDER BY COUNT(d.ref) / s.capacity,"
                    + " COALESCE(SUM(d.created_at > UTC_TIMESTAMP(3) - INTERVAL 30 DAY), 0), s.name"
                    + " LIMIT 1";

    private ServerRows() {}

    static List<Server> page(Handle handle, String after, int limit) {
        return handle.createQuery(
                        WITH_COUNTS + " WHERE s.name > :after ORDER BY s.name LIMIT :limit")
                .bind("after", after)
                .bind("limit", limit)
                .map((row, context) -> server(row))
                .list();
    }

    static Optional<Server> find(Handle handle, String name) {
        return handle.createQuery(WITH_COUNTS + " WHERE s.name = :name")
                .bind("name", name)
                .map((row, context) -> server(row))
                .findOne();
    }

    static Optional<String> sealed(Handle handle, String name) {
        return handle.createQuery("SELECT sealed FROM db_server WHERE name = :name")
                .bind("name", name)
                .mapTo(String.class)
                .findOne();
    }

    static void insert(Handle handle, NewServer server, String sealed) {
        handle.execute(
                "INSERT INTO db_server (name, region, host, port, sealed, capacity, created_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, UTC_TIMESTAMP(3))",
                server.name(),
                server.region(),
                server.url().host(),
                server.url().port(),
                sealed,
                server.capacity());
    }

    /** Whether there is such a server. */
    static boolean state(Handle handle, String name, ServerState state) {
        lock(handle, name);
        return handle.execute("UPDATE db_server SET state = ? WHERE name = ?", state.stored(), name)
                        == 1
                || find(handle, name).isPresent();
    }

    /** Until the transaction ends, nobody gets a place there and nobody takes it away. */
    static boolean lock(Handle handle, String name) {
        return handle.createQuery("SELECT name FROM db_server WHERE name = :name FOR UPDATE")
                .bind("name", name)
                .mapTo(String.class)
                .findOne()
                .isPresent();
    }

    static void delete(Handle handle, String name) {
        handle.execute("DELETE FROM db_server WHERE name = ?", name);
    }

    /** Those who ask for a place in a region at once come one after the other. */
    static Optional<String> leastLoaded(Handle handle, String region) {
        handle.createQuery("SELECT name FROM db_server WHERE region = :region FOR UPDATE")
                .bind("region", region)
                .mapTo(String.class)
                .list();
        return handle.createQuery(LEAST_LOADED)
                .bind("region", region)
                .mapTo(String.class)
                .findOne();
    }

    /** Why there is no place: how many servers are full, and how many drain. */
    static RegionCounts counts(Handle handle, String region) {
        return handle.createQuery(
                        "SELECT COALESCE(SUM(state = 'draining'), 0) AS draining,"
                                + " COALESCE(SUM(state = 'open'), 0) AS full FROM db_server"
                                + " WHERE region = :region")
                .bind("region", region)
                .map((row, context) -> new RegionCounts(row.getInt("full"), row.getInt("draining")))
                .one();
    }

    private static Server server(ResultSet row) throws SQLException {
        return new Server(
                row.getString("name"),
                row.getString("region"),
                row.getString("host"),
                row.getInt("port"),
                ServerState.of(row.getString("state")),
                row.getInt("capacity"),
                row.getInt("tenants"),
                row.getInt("stock"));
    }
}
