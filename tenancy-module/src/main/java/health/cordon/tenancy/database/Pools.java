package health.cordon.tenancy.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** Makes connection pools; all of them share one housekeeping thread instead of one each. */
@ApplicationScoped
public class Pools {
    /**
     * After so long without a word in a transaction that has written, MariaDB drops the connection:
     * a server that was stopped there would keep its row locks, and could commit whenever it wakes.
     * MySQL has no such limit and takes this for a comment.
     */
    public static final Duration LONGEST_SILENCE = Duration.ofSeconds(20);

    private static final Duration IDLE = Duration.ofSeconds(60);
    private static final Duration MAX_LIFETIME = Duration.ofMinutes(10);
    private static final int STATEMENTS_PER_CONNECTION = 250;
    private static final int STATEMENT_LENGTH = 4096;

    private final ScheduledExecutorService housekeeper =
            Executors.newSingleThreadScheduledExecutor(
                    task -> {
                        var thread = new Thread(task, "cordon-pools");
                        thread.setDaemon(true);
                        return thread;
                    });

    /**
     * A pool that opens nothing until its first use.
     *
     * @param name shows in logs and metrics; never a URL
     * @param size the most connections it may hold
     * @param checkout how long a caller waits for a connection before it gives up
     */
    public HikariDataSource open(String name, DatabaseUrl url, int size, Duration checkout) {
        return new HikariDataSource(config(name, url, size, checkout));
    }

    /**
     * The same, where each connection is in a transaction from its first statement on. Who does not
     * commit has changed nothing: the pool rolls back what comes back to it.
     */
    public HikariDataSource openInTransaction(
            String name, DatabaseUrl url, int size, Duration checkout) {
        var config = config(name, url, size, checkout);
        config.setAutoCommit(false);
        return new HikariDataSource(config);
    }

    private HikariConfig config(String name, DatabaseUrl url, int size, Duration checkout) {
        var config = new HikariConfig();
        config.setPoolName(name);
        config.setDataSource(Connections.dataSource(url));
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(checkout.toMillis());
        config.setValidationTimeout(Math.min(checkout.toMillis(), 2_000));
        config.setIdleTimeout(IDLE.toMillis());
        config.setMaxLifetime(MAX_LIFETIME.toMillis());
        config.setInitializationFailTimeout(-1);
        config.setAutoCommit(true);
        // Each statement sees what is committed: a row locked before is then read as it is now.
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        config.setConnectionInitSql(
                "SET @unused = NULL /*M!, SESSION idle_write_transaction_timeout = %d */"
                        .formatted(LONGEST_SILENCE.toSeconds()));
        config.setScheduledExecutor(housekeeper);
        return config;
    }

    static int statementsPerConnection() {
        return STATEMENTS_PER_CONNECTION;
    }

    static int statementLength() {
        return STATEMENT_LENGTH;
    }

    @PreDestroy
    void close() {
        housekeeper.shutdownNow();
    }
}
