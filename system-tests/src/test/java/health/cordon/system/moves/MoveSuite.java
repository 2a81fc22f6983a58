package health.cordon.system.moves;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import health.cordon.moves.engine.Mover;
import health.cordon.moves.engine.Pause;
import health.cordon.moves.engine.Pause.Outcome;
import health.cordon.moves.proof.Difference;
import health.cordon.moves.proof.Difference.Kind;
import health.cordon.moves.rows.Side;
import health.cordon.system.platform.Organisation;
import health.cordon.tenancy.organisation.OrganisationId;
import health.cordon.tenancy.wall.Placement;
import health.cordon.tenancy.wall.PlacementState;
import health.cordon.tenancy.wall.TenantConnections;
import health.cordon.tenancy.wall.WallRefusal;
import health.cordon.tenancy.wall.WallServer;
import health.cordon.tenancy.wall.WalledPlace;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * A tenant moves from one database to another while its people write. Whatever dies on the way,
 * what was committed is at home once, and people wait for moments.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class MoveSuite {
    private static final int CLIENTS = 3;
    private static final int BEFORE = 60;
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final long HOME = 0;
    private static final Mover.Steps ON = step -> {};

    private WalledPlace one;
    private WalledPlace other;
    private Side source;
    private Side target;
    private PlainRegister register;
    private Writers writers;

    /** A mover's death: nothing after it is done. */
    private static final class Death extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** The one on which both databases are. */
    abstract WallServer server();

    @BeforeAll
    void twoDatabases() {
        one = server().create(Organisation.unique("from-"));
        other = server().create(Organisation.unique("to-"));
    }

    @BeforeEach
    void aTenantThatWorks() {
        var tenant = new OrganisationId(UUID.randomUUID());
        source = new Side("source", one.runtime(), tenant);
        target = new Side("target", other.runtime(), tenant);
        register = new PlainRegister(HOME);
        writers = new Writers(source, HOME, target, register);
        writers.start(CLIENTS);
        awaitMore(BEFORE);
    }

    @AfterEach
    void nobodyWrites() {
        writers.close();
    }

    private void awaitMore(int changes) {
        int before = writers.committed();
        await().atMost(SOON).until(() -> writers.committed() >= before + changes);
    }

    private Mover mover(Mover.Steps steps) throws SQLException {
        return Mover.takeOver(source, HOME, target, register, steps);
    }

    private static void copyAll(Mover mover) throws SQLException {
        for (var table : mover.tables()) {
            var sent = mover.copy(table, "");
            while (!Mover.isEnd(sent)) {
                sent = mover.copy(table, sent.last());
            }
        }
    }

    /** As whoever is told to go on with a move would, from wherever it is. */
    private Pause move(Mover.Steps steps) throws SQLException {
        var decided = register.decided();
        if (decided.isPresent()) {
            Mover.finish(source, target, decided.getAsLong(), steps);
            return new Pause(Outcome.MOVED, Duration.ZERO, List.of());
        }
        try (var mover = mover(steps)) {
            copyAll(mover);
            var proof = mover.prove();
            assertThat(proof.differences()).isEmpty();
            var pause = mover.cut();
            for (int tries = 0; pause.outcome() == Outcome.BACKED_OFF && tries < 5; tries++) {
                pause = mover.cut();
            }
            return pause;
        }
    }

    private void assertMoved() throws SQLException {
        awaitMore(BEFORE);
        writers.end();
        writers.assertKept(target);
        long epoch = register.decided().orElseThrow();
        assertThat(target.placement()).isEqualTo(new Placement(epoch, PlacementState.HOME));
        assertThat(source.placement()).isEqualTo(new Placement(epoch, PlacementState.AWAY));
    }

    private void sql(WalledPlace place, String sql) throws SQLException {
        try (var past = place.migrating();
                var statement = past.createStatement()) {
            statement.executeUpdate(sql.formatted(source.tenant()));
        }
    }

    @Test
    void movesWhilePeopleWork() throws SQLException {
        var pause = move(ON);

        assertThat(pause.outcome()).as("%s", pause).isEqualTo(Outcome.MOVED);
        assertThat(pause.length()).isLessThan(Mover.LONGEST_PAUSE);
        assertMoved();
        System.out.printf(
                "move       %d changes, closed for %d ms, the longest took %d ms%n",
                writers.committed(), pause.length().toMillis(), writers.longest().toMillis());
    }

    /** Before each kind of step, also those after the decision. */
    @Test
    void goesOnWhereverItsMoverDies() throws SQLException {
        var died = new LinkedHashSet<String>();
        while (!isFinished()) {
            try {
                move(
                        step -> {
                            if (died.add(step)) {
                                throw new Death();
                            }
                        });
            } catch (Death e) {
                // Whoever sees that it is closed; in a node that is another one.
                Mover.reopen(source, HOME, register);
            }
        }
        assertMoved();
        assertThat(died).contains("epoch", "copy patient", "close", "decide", "leave source");
        System.out.printf("move       %d deaths: before %s%n", died.size(), died);
    }

    private boolean isFinished() throws SQLException {
        var here = source.placement();
        return here != null && here.state() == PlacementState.AWAY;
    }

    @Test
    void whoHasBeenReplacedWritesNothingMore() throws SQLException {
        try (var former = mover(ON);
                var next = mover(ON)) {
            assertThatThrownBy(() -> former.copy("patient", ""))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(WallRefusal.isNotHome(e)).isTrue());
            assertThatThrownBy(former::cut).isInstanceOf(SQLException.class);
            copyAll(next);
            assertThat(next.prove().differences()).isEmpty();
            assertThat(next.cut().outcome()).isEqualTo(Outcome.MOVED);
        }
        assertMoved();
    }

    /** It had begun to close the home when another one took over, and goes on with that. */
    @Test
    void whoHasBeenReplacedAndClosesTheHomeDecidesNothing() throws SQLException {
        try (var former =
                mover(
                        step -> {
                            if (step.equals("close")) {
                                replaced();
                            }
                        })) {
            copyAll(former);
            assertThat(former.cut().outcome()).isEqualTo(Outcome.BACKED_OFF);
        }
        assertThat(register.decided()).isEmpty();
        assertThat(move(ON).outcome()).isEqualTo(Outcome.MOVED);
        assertMoved();
    }

    private void replaced() {
        try (var next = mover(ON)) {
            assertThat(next.lag()).isNotNegative();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Who sees that opens it, and what was begun cannot be decided. */
    @Test
    void aHomeThatIsLeftClosedIsOpened() throws SQLException {
        try (var mover =
                mover(
                        step -> {
                            if (step.equals("decide")) {
                                assertOpened();
                            }
                        })) {
            copyAll(mover);
            assertThat(mover.cut().outcome()).isEqualTo(Outcome.BACKED_OFF);
            assertThat(mover.cut().outcome()).isEqualTo(Outcome.MOVED);
        }
        assertMoved();
    }

    private boolean wasClosed;

    private void assertOpened() {
        if (wasClosed) {
            return;
        }
        wasClosed = true;
        try {
            assertThat(Mover.reopen(source, HOME, register)).isTrue();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        awaitMore(BEFORE);
    }

    @Test
    void aWriterThatDoesNotEndKeepsTheHomeWhereItIs() throws SQLException {
        try (var mover = mover(ON)) {
            copyAll(mover);
            try (var slow = TenantConnections.openForWriting(source.url(), source.tenant(), HOME)) {
                slow.setAutoCommit(false);
                try (var statement = slow.createStatement()) {
                    statement.executeUpdate("UPDATE t_patient SET version = version LIMIT 1");
                }
                var pause = mover.cut();
                assertThat(pause.outcome()).isEqualTo(Outcome.BACKED_OFF);
                slow.rollback();
            }
            awaitMore(BEFORE);
            assertThat(mover.cut().outcome()).isEqualTo(Outcome.MOVED);
        }
        assertMoved();
    }

    private void finds(String change, Predicate<Difference> wanted) throws SQLException {
        try (var mover = mover(ON)) {
            copyAll(mover);
            assertThat(mover.prove().differences()).isEmpty();
            sql(other, change);
            assertThat(mover.prove().differences()).hasSize(1).allMatch(wanted);
        }
        // The whole table is copied again.
        assertThat(move(ON).outcome()).isEqualTo(Outcome.MOVED);
        assertMoved();
    }

    @Test
    void findsARowThatIsAnother() throws SQLException {
        finds(
                "UPDATE dek SET wrapped = 'y' WHERE tenant_id = '%s' ORDER BY id LIMIT 1",
                one -> one.table().equals("dek") && one.kind() == Kind.OTHER);
    }

    @Test
    void findsARowThatIsMissing() throws SQLException {
        finds(
                "DELETE FROM audit_record WHERE tenant_id = '%s' ORDER BY id LIMIT 1",
                one -> one.table().equals("audit_record") && one.kind() == Kind.MISSING);
    }

    @Test
    void leavesNothingWhereItIsGivenUp() throws SQLException {
        try (var mover = mover(ON)) {
            copyAll(mover);
            mover.abort();
        }
        awaitMore(BEFORE);
        writers.end();
        writers.assertKept(source);
        assertThat(source.placement()).isEqualTo(new Placement(HOME, PlacementState.HOME));
        try (var there = target.reading();
                var here = source.reading()) {
            for (var table : List.of("dek", "patient", "clinical_case", "audit_record")) {
                assertThat(Writers.rows(there, "SELECT id FROM t_" + table)).as(table).isEmpty();
            }
            assertThat(Writers.rows(here, "SELECT seq FROM t_change_journal")).isEmpty();
        }
        assertThat(move(ON).outcome()).isEqualTo(Outcome.MOVED);
    }
}
