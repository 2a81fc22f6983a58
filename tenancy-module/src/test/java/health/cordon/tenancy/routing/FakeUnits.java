package health.cordon.tenancy.routing;

import com.zaxxer.hikari.HikariDataSource;
import health.cordon.tenancy.database.DatabaseUrl;
import health.cordon.tenancy.wall.TenantDataSource;
import jakarta.persistence.EntityManagerFactory;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;

/** Persistence units that stand on nothing and count how often they are closed. */
final class FakeUnits {
    private final AtomicInteger closings = new AtomicInteger();

    int closings() {
        return closings.get();
    }

    PersistenceUnit unit(String name) {
        var pool = new HikariDataSource();
        var place = DatabaseUrl.parse("mysql://u:p@127.0.0.1/d");
        return new PersistenceUnit(name, pool, new TenantDataSource(pool, place), factory());
    }

    private EntityManagerFactory factory() {
        return (EntityManagerFactory)
                Proxy.newProxyInstance(
                        FakeUnits.class.getClassLoader(),
                        new Class<?>[] {EntityManagerFactory.class},
                        (proxy, method, arguments) -> {
                            if (!method.getName().equals("close")) {
                                throw new UnsupportedOperationException(method.getName());
                            }
                            closings.incrementAndGet();
                            return null;
                        });
    }
}
