package health.cordon.tenancy.routing;

import org.eclipse.persistence.internal.databaseaccess.DatabaseAccessor;
import org.eclipse.persistence.platform.database.MySQLPlatform;

/**
 * Tells EclipseLink that a connection of the clinical pools is in a transaction from its first
 * statement on. Otherwise it would switch that on and off again around each of its own, and the
 * driver would ask the database both times.
 *
 * <p>What is read outside of a transaction is ended by the pool, which rolls back whatever comes
 * back to it uncommitted.
 */
public final class AlwaysInTransaction extends MySQLPlatform {
    private static final long serialVersionUID = 1L;

    @Override
    public boolean supportsAutoCommit() {
        return false;
    }

    /** Has begun by itself. */
    @Override
    public void beginTransaction(DatabaseAccessor accessor) {}
}
