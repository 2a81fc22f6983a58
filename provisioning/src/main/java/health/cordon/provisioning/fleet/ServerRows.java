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
                    + " AND d.organisation_id IS NULL AND d.ready_at IS NOT NULL) AS stock FROM db_server s";

    /**
     * A database that is ready is taken first. Then the emptiest server, by the share of its places
     * that is taken; of equals, the one to which the fewest came in the last thirty days.
     */
    private static final String LEAST_LOADED =
            "SELECT s.name FROM db_server s"
                    + " LEFT JOIN server_database d ON d.server = s.name"
                    + " WHERE (s.region = :region OR :open) AND s.state = 'open'"
                    + " GROUP BY s.name, s.region, s.capacity"
                    + " HAVING COUNT(d.organisation_id) < s.capacity AND (COUNT(d.ref) < s.capacity"
                    + " OR SUM(d.organisation_id IS NULL AND d.ready_at IS NOT NULL) > 0)"
                    + " ORDER BY s.region <> :region,"
                    + " SUM(d.organisation_id IS NULL AND d.ready_at IS NOT NULL) > 0 DESC,"
                    + " COUNT(d.ref) / s.capacity,"
                    + " COALESCE(SUM(d.created_at > UTC_TIMESTAMP(3) - INTERVAL 30 DAY), 0), s.name"
                    + " LIMIT 1";

    private static final String SHORT_OF_STOCK =
            "SELECT s.name FROM db_server s"
                    + " LEFT JOIN server_database d ON d.server = s.name"
                    + " WHERE s.state = 'open' AND s.stock_wanted > 0%s"
                    + " GROUP BY s.name, s.capacity, s.stock_wanted"
                    + " HAVING COUNT(d.ref) < s.capacity"
                    + " AND COALESCE(SUM(d.ref IS NOT NULL AND d.organisation_id IS NULL), 0)"
                    + " < s.stock_wanted ORDER BY s.name LIMIT 1";

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
                "INSERT INTO db_server (name, region, host, port, sealed, capacity, stock_wanted,"
                        + " created_at) VALUES (?, ?, ?, ?, ?, ?, ?, UTC_TIMESTAMP(3))",
                server.name(),
                server.region(),
                server.url().host(),
                server.url().port(),
                sealed,
                server.capacity(),
                server.stockWanted());
    }

    static void state(Handle handle, String name, ServerState state) {
        lock(handle, name);
        handle.execute("UPDATE db_server SET state = ? WHERE name = ?", state.stored(), name);
    }

    static void size(Handle handle, String name, int capacity, int stockWanted) {
        handle.execute(
                "UPDATE db_server SET capacity = ?, stock_wanted = ? WHERE name = ?",
                capacity,
                stockWanted,
                name);
    }

    /** Until the transaction ends, nobody gets a place there and nobody takes it away. */
    static boolean lock(Handle handle, String name) {
        return handle.createQuery("SELECT name FROM db_server WHERE name = :name FOR UPDATE")
                .bind("name", name)
                .mapTo(String.class)
                .findOne()
                .isPresent();
    }

    /** Whatever is there or about to be there. */
    static int databases(Handle handle, String name) {
        return handle.createQuery("SELECT COUNT(*) FROM server_database WHERE server = :name")
                .bind("name", name)
                .mapTo(Integer.class)
                .one();
    }

    static void delete(Handle handle, String name) {
        handle.execute("DELETE FROM db_server WHERE name = ?", name);
    }

    /** Those who ask for places there come one after the other. */
    static void lockAll(Handle handle, Region region) {
        handle.createQuery(
                        "SELECT name FROM db_server WHERE region = :region OR :open"
                                + " ORDER BY name FOR UPDATE")
                .bind("region", region.name())
                .bind("open", region.isOpen())
                .mapTo(String.class)
                .list();
    }

    static Optional<String> leastLoaded(Handle handle, Region region) {
        return handle.createQuery(LEAST_LOADED)
                .bind("region", region.name())
                .bind("open", region.isOpen())
                .mapTo(String.class)
                .findOne();
    }

    /** The ref of a database that is ready there. */
    static Optional<String> inStock(Handle handle, String server) {
        return handle.createQuery(
                        "SELECT ref FROM server_database WHERE server = :server"
                                + " AND organisation_id IS NULL AND ready_at IS NOT NULL"
                                + " ORDER BY created_at LIMIT 1 FOR UPDATE")
                .bind("server", server)
                .mapTo(String.class)
                .findOne();
    }

    /** A server that should have more databases ready, and has a place. */
    static Optional<String> shortOfStock(Handle handle) {
        return handle.createQuery(SHORT_OF_STOCK.formatted("")).mapTo(String.class).findOne();
    }

    static boolean isShortOfStock(Handle handle, String server) {
        return handle.createQuery(SHORT_OF_STOCK.formatted(" AND s.name = :name"))
                .bind("name", server)
                .mapTo(String.class)
                .findOne()
                .isPresent();
    }

    /** The ref of one that somebody began to make for stock, and no longer works on. */
    static Optional<String> leftHalfMade(Handle handle) {
        return stock(handle, "s.state = 'open' AND d.ready_at IS NULL");
    }

    /** The ref of one that is to go. */
    static Optional<String> stockOfDraining(Handle handle) {
        return stock(handle, "s.state = 'draining'");
    }

    private static Optional<String> stock(Handle handle, String which) {
        return handle.createQuery(
                        "SELECT d.ref FROM server_database d JOIN db_server s ON s.name = d.server"
                                + " WHERE d.organisation_id IS NULL AND "
                                + which
                                + " AND (d.worked_on_until IS NULL"
                                + " OR d.worked_on_until < UTC_TIMESTAMP(3))"
                                + " LIMIT 1 FOR UPDATE")
                .mapTo(String.class)
                .findOne();
    }

    /** Why there is no place: how many servers are full, and how many drain. */
    static RegionCounts counts(Handle handle, Region region) {
        return handle.createQuery(
                        "SELECT COALESCE(SUM(state = 'draining'), 0) AS draining,"
                                + " COALESCE(SUM(state = 'open'), 0) AS full FROM db_server"
                                + " WHERE region = :region OR :open")
                .bind("region", region.name())
                .bind("open", region.isOpen())
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
                row.getInt("stock"),
                row.getInt("stock_wanted"));
    }
}
