package health.cordon.tenancy.routing;

import com.zaxxer.hikari.HikariDataSource;
import health.cordon.tenancy.context.CanaryColumn;
import health.cordon.tenancy.database.DatabaseUrl;
import health.cordon.tenancy.database.Pools;
import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.organisation.TenantColumn;
import health.cordon.tenancy.wall.TenantDataSource;
import health.cordon.tenancy.wall.TenantSession;
import health.cordon.tenancy.wall.WallLook;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Opens persistence units.
 *
 * <p>EclipseLink finds sessions by name in a static map and silently reuses a hit, so every opening
 * gets a name that never repeats in this process.
 */
@ApplicationScoped
public class PersistenceUnitOpener {
    /** The unit's name in its file. */
    static final String UNIT = "clinical";

    /** Not named {@code persistence.xml}, else the container would deploy a unit of its own. */
    private static final String FILE = "META-INF/cordon-persistence.xml";

    private static final Logger LOG = Logger.getLogger(PersistenceUnitOpener.class.getName());
    private static final AtomicLong GENERATION = new AtomicLong();

    @Inject RoutingConfig routingConfig;
    @Inject Pools pools;
    @Inject DatabaseIdentities identities;

    PersistenceUnit openShared() {
        var url = routingConfig.shared();
        var pool = pool("shared", url, routingConfig.sharedPoolSize());
        return guarded("SHARED", url, pool, () -> identities.confirmShared(pool));
    }

    PersistenceUnit open(Route.Dedicated route) {
        var size = routingConfig.dedicatedPoolSize();
        var pool = pool(route.key(), route.url(), size);
        return guarded(
                route.ref().value(), route.url(), pool, () -> identities.confirm(route, pool));
    }

    private HikariDataSource pool(String name, DatabaseUrl url, int size) {
        var unique = name + "#" + GENERATION.incrementAndGet();
        return pools.openInTransaction(unique, url, size, routingConfig.checkout());
    }

    private static PersistenceUnit guarded(
            String ref, DatabaseUrl url, HikariDataSource pool, Runnable identityCheck) {
        try {
            identityCheck.run();
            requireWalls(ref, url, pool);
            var database = new TenantDataSource(pool, url);
            return new PersistenceUnit(
                    pool.getPoolName(), pool, database, factory(pool.getPoolName(), database));
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    private static void requireWalls(String ref, DatabaseUrl url, HikariDataSource pool) {
        try (var connection = pool.getConnection()) {
            var fault = WallLook.fault(connection, url);
            if (fault.isPresent()) {
                LOG.log(
                        Level.SEVERE,
                        "the database of ref {0} does not serve: {1}",
                        new Object[] {ref, fault.get()});
                throw new ProblemException(Problem.UNAVAILABLE);
            }
        } catch (SQLException e) {
            throw new ProblemException(Problem.UNAVAILABLE, e);
        }
    }

    private static EntityManagerFactory factory(String name, TenantDataSource database) {
        return database.call(TenantSession.NOBODY, () -> deployed(name, database));
    }

    /** Deploys at once, so that a fault shows here and not in the first request's query. */
    private static EntityManagerFactory deployed(String name, TenantDataSource database) {
        var factory = Persistence.createEntityManagerFactory(UNIT, properties(name, database));
        try {
            factory.createEntityManager(
                            Map.of(TenantColumn.PROPERTY, "none", CanaryColumn.PROPERTY, 0))
                    .close();
            return factory;
        } catch (RuntimeException e) {
            factory.close();
            throw e;
        }
    }

    private static Map<String, Object> properties(String name, TenantDataSource database) {
        var properties = new HashMap<String, Object>();
        properties.put("eclipselink.persistencexml", FILE);
        // Liberty's logger would warn, at every opening, that the tenant is a part of the keys.
        properties.put("eclipselink.logging.logger", "JavaLogger");
        properties.put("eclipselink.logging.level", "SEVERE");
        properties.put("eclipselink.session-name", name);
        properties.put("eclipselink.target-database", AlwaysInTransaction.class.getName());
        properties.put("jakarta.persistence.nonJtaDataSource", database);
        return properties;
    }
}
