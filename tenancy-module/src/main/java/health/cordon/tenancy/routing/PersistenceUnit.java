package health.cordon.tenancy.routing;

import com.zaxxer.hikari.HikariDataSource;
import health.cordon.tenancy.wall.TenantDataSource;
import jakarta.persistence.EntityManagerFactory;

/**
 * An open persistence unit with its pool. Counts who uses it: a unit in use is never closed, it
 * closes when the last user has left.
 */
final class PersistenceUnit {
    private final String name;
    private final HikariDataSource pool;
    private final TenantDataSource database;
    private final EntityManagerFactory factory;
    private int users;
    private boolean retired;
    private long lastUsed = System.nanoTime();

    PersistenceUnit(
            String name,
            HikariDataSource pool,
            TenantDataSource database,
            EntityManagerFactory factory) {
        this.name = name;
        this.pool = pool;
        this.database = database;
        this.factory = factory;
    }

    String name() {
        return name;
    }

    EntityManagerFactory factory() {
        return factory;
    }

    /** Its size and state; connections come from {@link #database()}. */
    HikariDataSource pool() {
        return pool;
    }

    /** Its connections, each of which sees one tenant's rows. */
    TenantDataSource database() {
        return database;
    }

    /** Returns false when the unit is on its way out; the caller then asks for another one. */
    synchronized boolean enter() {
        if (retired) {
            return false;
        }
        users++;
        lastUsed = System.nanoTime();
        return true;
    }

    /** As {@link #enter}, by somebody who is no reason to keep the unit open. */
    synchronized boolean visit() {
        if (retired) {
            return false;
        }
        users++;
        return true;
    }

    void endVisit() {
        if (lastVisitorLeaves()) {
            close();
        }
    }

    private synchronized boolean lastVisitorLeaves() {
        return --users == 0 && retired;
    }

    void leave() {
        if (lastOneLeaves()) {
            close();
        }
    }

    /** Lets nobody in any more and closes as soon as nobody is left. */
    void retire() {
        if (nowEmptyAndRetired()) {
            close();
        }
    }

    /** Retires the unit only if nobody uses it; tells whether it did. */
    boolean retireIfUnused() {
        synchronized (this) {
            if (retired || users > 0) {
                return false;
            }
            retired = true;
        }
        close();
        return true;
    }

    synchronized long idleNanos() {
        return users > 0 ? 0 : System.nanoTime() - lastUsed;
    }

    private synchronized boolean lastOneLeaves() {
        lastUsed = System.nanoTime();
        return --users == 0 && retired;
    }

    private synchronized boolean nowEmptyAndRetired() {
        boolean first = !retired;
        retired = true;
        return first && users == 0;
    }

    private void close() {
        try (pool) {
            factory.close();
        }
    }
}
