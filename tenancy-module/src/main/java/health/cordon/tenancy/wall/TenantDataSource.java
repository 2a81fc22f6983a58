package health.cordon.tenancy.wall;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.mysql.cj.jdbc.JdbcConnection;
import com.zaxxer.hikari.HikariDataSource;
import health.cordon.tenancy.database.DatabaseUrl;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.function.Supplier;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The pool of a clinical database, as those who work for a tenant see it: each connection that it
 * gives out has the tenant of the current work set, whatever it had before.
 *
 * <p>A connection that served the same tenant last costs nothing; another one costs one round trip,
 * and its first use one more. Nothing is cleared on return: no connection leaves this class without
 * having been set, and one that could not be set is closed.
 */
public final class TenantDataSource implements DataSource {
    private final HikariDataSource pool;
    private final SessionSetter setter;
    private final ThreadLocal<@Nullable TenantSession> current = new ThreadLocal<>();

    /** By identity, and gone with the connection. */
    private final Cache<Connection, Served> served = Caffeine.newBuilder().weakKeys().build();

    /** What a connection is called, and for whom it works; nobody while that is being changed. */
    private static final class Served {
        private final long id;
        private volatile @Nullable TenantSession session;

        Served(long id) {
            this.id = id;
        }
    }

    /**
     * @param place whose user's password signs
     */
    public TenantDataSource(HikariDataSource pool, DatabaseUrl place) {
        this.pool = pool;
        this.setter = new SessionSetter(WallKey.of(place));
    }

    /**
     * Does work whose connections are all set to one session.
     *
     * @throws IllegalStateException when this thread works for somebody already
     */
    public <T> T call(TenantSession session, Supplier<T> work) {
        if (current.get() != null) {
            throw new IllegalStateException("connections of this thread serve somebody already");
        }
        current.set(session);
        try {
            return work.get();
        } finally {
            current.remove();
        }
    }

    /**
     * A connection for the session of the current work.
     *
     * @throws SQLException also when there is none
     */
    @Override
    public Connection getConnection() throws SQLException {
        var session = current.get();
        if (session == null) {
            throw new SQLException("nobody is served by this thread", "42501");
        }
        return connection(session);
    }

    /** A connection for a session; the caller closes it. */
    public Connection connection(TenantSession session) throws SQLException {
        var connection = pool.getConnection();
        try {
            set(connection, session);
            return connection;
        } catch (SQLException | RuntimeException e) {
            pool.evictConnection(connection);
            throw e;
        }
    }

    private void set(Connection connection, TenantSession session) throws SQLException {
        var physical = connection.unwrap(JdbcConnection.class);
        var known = served.getIfPresent(physical);
        if (known == null) {
            known = new Served(SessionSetter.id(connection));
            served.put(physical, known);
        }
        if (session.equals(known.session)) {
            return;
        }
        known.session = null;
        setter.set(connection, known.id, session);
        known.session = session;
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("connections have one user");
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) {
        // The pool logs.
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        throw new SQLFeatureNotSupportedException("the pool has its own");
    }

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getLogger(TenantDataSource.class.getName());
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("there is no way around the tenant");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
