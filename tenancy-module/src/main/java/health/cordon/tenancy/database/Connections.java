package health.cordon.tenancy.database;

import health.cordon.tenancy.trust.TrustProvider;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import javax.sql.DataSource;

/** The driver, set up the one way in which this product uses it. */
public final class Connections {
    private static final int CONNECT_TIMEOUT_MILLIS = 5_000;
    private static final int SOCKET_TIMEOUT_MILLIS = 30_000;

    private Connections() {}

    /** A data source that opens a new connection per call; pools and migrations stand on it. */
    public static DataSource dataSource(DatabaseUrl url) {
        try {
            return configured(url);
        } catch (SQLException e) {
            throw new IllegalStateException("the driver refused its configuration", e);
        }
    }

    /** The same, for a look: neither connecting nor an answer may take longer. */
    public static DataSource dataSource(DatabaseUrl url, Duration bound) {
        try {
            var source = configured(url);
            source.setConnectTimeout((int) bound.toMillis());
            source.setSocketTimeout((int) bound.toMillis());
            return source;
        } catch (SQLException e) {
            throw new IllegalStateException("the driver refused its configuration", e);
        }
    }

    /**
     * Connections to the server that no database is chosen on, for a user who has no right there.
     */
    public static DataSource server(DatabaseUrl url) {
        try {
            var source = configured(url);
            source.setUrl(url.serverUrl());
            return source;
        } catch (SQLException e) {
            throw new IllegalStateException("the driver refused its configuration", e);
        }
    }

    /** The same, where no statement may take longer. */
    public static DataSource server(DatabaseUrl url, Duration bound) {
        try {
            var source = configured(url);
            source.setUrl(url.serverUrl());
            source.setSocketTimeout((int) bound.toMillis());
            return source;
        } catch (SQLException e) {
            throw new IllegalStateException("the driver refused its configuration", e);
        }
    }

    private static CheckedDataSource configured(DatabaseUrl url) throws SQLException {
        var source = new CheckedDataSource(url);
        source.setUrl(url.jdbcUrl());
        source.setUser(url.user());
        source.setPassword(url.password());
        source.setCharacterEncoding("UTF-8");
        source.<String>getProperty("connectionTimeZone").setValue("UTC");
        source.setForceConnectionTimeZoneToSession(true);
        source.setConnectTimeout(CONNECT_TIMEOUT_MILLIS);
        source.setSocketTimeout(SOCKET_TIMEOUT_MILLIS);
        source.setAllowLoadLocalInfile(false);
        source.setAllowMultiQueries(false);
        source.setUseServerPrepStmts(true);
        source.setCachePrepStmts(true);
        source.setPrepStmtCacheSize(Pools.statementsPerConnection());
        source.setPrepStmtCacheSqlLimit(Pools.statementLength());
        source.setRewriteBatchedStatements(true);
        // Else each result that is read row by row costs two statements more.
        source.setNetTimeoutForStreamingResults(0);
        // Nobody here makes a session read-only; else the driver asks before each write.
        source.setReadOnlyPropagatesToServer(false);
        // Driver messages may quote row values; they go no further than the cause's type.
        source.setDumpQueriesOnException(false);
        source.setIncludeInnodbStatusInDeadlockExceptions(false);
        source.initializeProperties(properties(url));
        return source;
    }

    private static Properties properties(DatabaseUrl url) {
        var properties = new Properties();
        TrustProvider.installedName()
                .ifPresent(name -> properties.setProperty("trustManagerFactoryProvider", name));
        url.properties().forEach(properties::setProperty);
        return properties;
    }
}
