package health.cordon.tenancy.platform;

import com.zaxxer.hikari.HikariDataSource;
import health.cordon.tenancy.database.Deadlocks;
import health.cordon.tenancy.database.Migration;
import health.cordon.tenancy.database.Pools;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.jspecify.annotations.Nullable;

/** Runs SQL on the platform database, which is migrated when this bean is first used. */
@ApplicationScoped
public class PlatformDatabase {
    private static final Duration CHECKOUT = Duration.ofSeconds(5);

    @Inject PlatformConfig config;
    @Inject Pools pools;
    private HikariDataSource pool;
    private Jdbi jdbi;

    @PostConstruct
    void open() {
        new Migration("db/platform/changelog.xml").apply(config.url());
        pool = pools.open("platform", config.url(), config.poolSize(), CHECKOUT);
        jdbi = Jdbi.create(pool);
    }

    /** Migrates and connects, unless that is done already. */
    public void start() {
        read(handle -> handle.execute("SELECT 1"));
    }

    /** One or more reads on one connection. */
    public <T, X extends Exception> T read(HandleCallback<T, X> work) throws X {
        return jdbi.withHandle(work);
    }

    /**
     * All of it or nothing. The callback may not do anything but SQL: it holds row locks, and it is
     * called again where the database chose it to resolve a deadlock.
     */
    public <T, X extends Exception> T write(HandleCallback<T, X> work) throws X {
        return Deadlocks.again(
                () -> jdbi.inTransaction(TransactionIsolationLevel.READ_COMMITTED, work));
    }

    /** A plain statement in a transaction of its own. */
    public void execute(String sql, @Nullable Object... arguments) {
        jdbi.useHandle((Handle handle) -> handle.execute(sql, arguments));
    }

    @PreDestroy
    void close() {
        pool.close();
    }
}
