package health.cordon.tenancy.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import health.cordon.tenancy.connection.StoredConnections;
import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.organisation.Tenants;
import health.cordon.tenancy.platform.PlatformDatabase;
import java.sql.SQLException;
import java.util.Map;
import java.util.stream.IntStream;
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

    /** Of an organisation that had more databases than any look at its former ones goes to. */
    @Test
    void areAllNamedWhereNoneMayBeLeftOut() {
        var refs = IntStream.range(0, 20).mapToObj(i -> "former-" + i).toList();
        databases.source = new UrlSource();
        databases.source.routingConfig = databases.routingConfig;
        databases.source.stored = new StoredConnections();
        databases.platform =
                new PlatformDatabase() {
                    @Override
                    @SuppressWarnings("unchecked")
                    public <T, X extends Exception> T read(HandleCallback<T, X> work) {
                        return (T) refs;
                    }
                };
        var organisation = Tenants.tenant("north").build().organisation();

        var places = databases.everywhere(organisation);

        assertThat(places).hasSize(1 + refs.size());
        assertThat(places.get(0).name()).isEqualTo("the shared database");
        assertThat(places.get(0).database()).isPresent();
        assertThat(places.subList(1, places.size()))
                .allMatch(place -> place.database().isEmpty())
                .extracting(TenantPlace::name)
                .contains("the database of ref former-19");
    }
}
