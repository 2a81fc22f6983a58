package health.cordon.tenancy.wall;

import static health.cordon.system.platform.Organisation.unique;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import health.cordon.batch.lease.Leases;
import health.cordon.system.platform.OnPlatform;
import health.cordon.system.platform.Platform;
import health.cordon.tenancy.database.Pools;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a change of tenant costs, told by the database itself. */
@OnPlatform
class TenantDataSourceIT {
    private static final int THREADS = 8;
    private static final int ROUNDS = 60;

    private final SandboxServer server;
    private HikariDataSource pool;
    private TenantDataSource source;

    TenantDataSourceIT(Platform platform) {
        server = new SandboxServer(platform.sandbox());
    }

    @BeforeEach
    void open() {
        open(1);
    }

    private void open(int size) {
        var url = server.create(unique("wall-")).runtime();
        pool = new Pools().open("wall-test", url, size, Duration.ofSeconds(5));
        source = new TenantDataSource(pool, url);
    }

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void theSameTenantAgainCostsNothing() throws SQLException {
        var one = tenant();
        sets(one);
        long before = sets(one);
        assertThat(sets(one)).isEqualTo(before);
        assertThat(sets(one)).isEqualTo(before);
    }

    @Test
    void anotherTenantCostsOneStatement() throws SQLException {
        sets(tenant());
        long before = sets(tenant());
        assertThat(sets(tenant())).isEqualTo(before + 1);
        assertThat(sets(tenant())).isEqualTo(before + 2);
    }

    /** Shorter than a lease of a job; and the driver does not take it for a comment. */
    @Test
    void whoIsSilentInATransactionLosesIt() throws SQLException {
        try (var connection = source.connection(tenant())) {
            assertThat(new Catalogue(connection).text("SELECT @@idle_write_transaction_timeout"))
                    .isEqualTo(Long.toString(Pools.LONGEST_SILENCE.toSeconds()));
        }
        assertThat(Pools.LONGEST_SILENCE).isLessThan(Leases.LENGTH);
    }

    @Test
    void aConnectionNeverShowsTheLastOnesTenant() throws Exception {
        close();
        open(2);
        var threads = Executors.newFixedThreadPool(THREADS);
        Callable<Boolean> work =
                () -> {
                    for (int i = 0; i < ROUNDS; i++) {
                        var session = tenant();
                        try (var connection = source.connection(session)) {
                            assertThat(seen(connection))
                                    .isEqualTo(String.valueOf(session.tenant()));
                        }
                    }
                    return true;
                };
        try {
            for (var done :
                    threads.invokeAll(IntStream.range(0, THREADS).mapToObj(i -> work).toList())) {
                assertThat(done.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static String seen(Connection connection) throws SQLException {
        return new Catalogue(connection).text("SELECT tenant_id FROM tenant_session");
    }

    /** How many SETs the pool's only connection has had; asking is none. */
    private long sets(TenantSession session) throws SQLException {
        try (var connection = source.connection(session);
                var statement = connection.createStatement();
                var row =
                        statement.executeQuery(
                                "SHOW SESSION STATUS WHERE Variable_name = 'Com_set_option'")) {
            row.next();
            return row.getLong(2);
        }
    }

    private static TenantSession tenant() {
        return TenantSession.reading(Tenants.of(UUID.randomUUID().toString()));
    }
}
