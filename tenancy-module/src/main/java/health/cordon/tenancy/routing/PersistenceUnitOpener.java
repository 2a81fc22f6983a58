package health.cordon.tenancy.routing;

import com.zaxxer.hikari.HikariDataSource;
import health.cordon.tenancy.context.CanaryColumn;
import health.cordon.tenancy.database.DatabaseUrl;
import health.cordon.tenancy.database.Pools;
import health.cordon.tenancy.organisation.TenantColumn;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

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

    private static final AtomicLong GENERATION = new AtomicLong();

    @Inject RoutingConfig routingConfig;
    @Inject Pools pools;
    @Inject DatabaseIdentities identities;

    PersistenceUnit openShared() {
        var pool = pool("shared", routingConfig.shared(), routingConfig.sharedPoolSize());
        return guarded(pool, () -> identities.confirmShared(pool));
    }

    PersistenceUnit open(Route.Dedicated route) {
        var size = routingConfig.dedicatedPoolSize();
        var pool = pool(route.key(), route.url(), size);
        return guarded(pool, () -> identities.confirm(route, pool));
    }

    private HikariDataSource pool(String name, DatabaseUrl url, int size) {
        var unique = name + "#" + GENERATION.incrementAndGet();
        return pools.open(unique, url, size, routingConfig.checkout());
    }

    private static PersistenceUnit guarded(HikariDataSource pool, Runnable identityCheck) {
        try {
            identityCheck.run();
            return new PersistenceUnit(pool.getPoolName(), pool, factory(pool));
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    /** Deploys at once, so that a fault shows here and not in the first request's query. */
    private static EntityManagerFactory factory(HikariDataSource pool) {
        var factory = Persistence.createEntityManagerFactory(UNIT, properties(pool));
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

    private static Map<String, Object> properties(HikariDataSource pool) {
        var properties = new HashMap<String, Object>();
        properties.put("eclipselink.persistencexml", FILE);
        // Liberty's logger would warn, at every opening, that the tenant is a part of the keys.
        properties.put("eclipselink.logging.logger", "JavaLogger");
        properties.put("eclipselink.logging.level", "SEVERE");
        properties.put("eclipselink.session-name", pool.getPoolName());
        properties.put("jakarta.persistence.nonJtaDataSource", pool);
        return properties;
    }
}
