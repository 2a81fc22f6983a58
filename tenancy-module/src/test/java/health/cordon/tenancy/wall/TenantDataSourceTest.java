package health.cordon.tenancy.wall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import health.cordon.tenancy.database.DatabaseUrl;
import health.cordon.tenancy.organisation.OrganisationId;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TenantDataSourceTest {
    private static final TenantSession ONE = session();
    private static final TenantSession OTHER = session();
    private static final DatabaseUrl PLACE = DatabaseUrl.parse("mysql://u:p@127.0.0.1:3306/d");

    private final FakeConnections connections = new FakeConnections();
    private final HikariDataSource pool = connections.pool();
    private final TenantDataSource source = new TenantDataSource(pool, PLACE);

    @AfterEach
    void end() {
        pool.close();
    }

    @Test
    void setsATenantOnceAndAnotherOneAgain() throws SQLException {
        use(ONE);
        use(ONE);
        assertThat(connections.told).hasSize(1);
        use(OTHER);
        use(ONE);
        assertThat(connections.told).hasSize(3).allMatch(sql -> sql.startsWith("1 SET"));
    }

    @Test
    void setsAnotherEpochAgain() throws SQLException {
        use(ONE);
        use(new TenantSession(ONE.tenant(), 1));
        assertThat(connections.told).hasSize(2);
    }

    /** Also one that nobody uses: what the last one saw is gone. */
    @Test
    void clearsWhatTheLastOneSaw() throws SQLException {
        use(ONE);
        use(TenantSession.NOBODY);
        assertThat(connections.told).last().asString().contains("@cordon_mac = NULL");
    }

    @Test
    void closesAConnectionThatCannotBeSet() throws SQLException {
        use(ONE);
        connections.refuseToBeSet(true);

        assertThatThrownBy(() -> source.connection(OTHER)).isInstanceOf(SQLException.class);

        assertThat(pool.getHikariPoolMXBean().getTotalConnections()).isZero();
        // The pool closes it in a thread of its own.
        await().until(() -> connections.told.contains("1 close"));
        connections.refuseToBeSet(false);
        use(ONE);
        assertThat(connections.told).last().asString().startsWith("2 SET");
    }

    @Test
    void givesNoConnectionToWhoServesNobody() {
        assertThatThrownBy(source::getConnection)
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("nobody is served");
        assertThat(connections.told).isEmpty();
    }

    @Test
    void servesOneAtATimeOnAThread() {
        assertThatThrownBy(() -> source.call(ONE, () -> source.call(ONE, () -> "inner")))
                .isInstanceOf(IllegalStateException.class);
        assertThat(source.call(OTHER, () -> "and then goes on")).isNotEmpty();
    }

    @Test
    void hasNoWayAroundTheTenant() {
        assertThatThrownBy(() -> source.unwrap(HikariDataSource.class))
                .isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> source.getConnection("u", "p")).isInstanceOf(SQLException.class);
    }

    private void use(TenantSession session) throws SQLException {
        source.connection(session).close();
    }

    private static TenantSession session() {
        return TenantSession.reading(new OrganisationId(UUID.randomUUID()));
    }
}
