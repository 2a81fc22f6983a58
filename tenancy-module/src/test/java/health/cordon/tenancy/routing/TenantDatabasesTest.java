package health.cordon.tenancy.routing;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.organisation.Tenants;
import health.cordon.tenancy.platform.PlatformDatabase;
import java.sql.SQLException;
import java.util.Map;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.HandleCallback;
import org.junit.jupiter.api.Test;

class TenantDatabasesTest {
    private final TenantDatabases databases = new TenantDatabases();

    TenantDatabasesTest() {
        databases.routingConfig = RoutingConfigs.of(Map.of());
        databases.platform =
                new PlatformDatabase() {
                    @Override
                    public <T, X extends Exception> T read(HandleCallback<T, X> work) {
                        throw new ConnectionException(new SQLException("away"));
                    }
                };
    }

    @Test
    void areUnavailableWhileThePlatformDatabaseIs() {
        var organisation = Tenants.tenant("north").build().organisation();

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> databases.others(organisation))
                .extracting(ProblemException::problem)
                .isEqualTo(Problem.UNAVAILABLE);
    }
}
