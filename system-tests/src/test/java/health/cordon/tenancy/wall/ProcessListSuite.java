package health.cordon.tenancy.wall;

import static health.cordon.system.platform.Organisation.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Who looks at what runs sees statements without their values, also of those that take long; where
 * the server lists values, only the account itself and administrators see them.
 */
abstract class ProcessListSuite extends WallSuite {
    private static final Duration BOUND = Duration.ofSeconds(20);
    private static final String VALUE = "MRN-4711-Rosenrot";
    private static final String MARK = "Cordon slow";
    private static final List<String> LISTS =
            List.of(
                    "SHOW FULL PROCESSLIST",
                    "SELECT * FROM information_schema.processlist",
                    "SELECT * FROM performance_schema.threads",
                    "SELECT * FROM performance_schema.events_statements_current",
                    "SELECT * FROM performance_schema.prepared_statements_instances");

    private WalledPlace elsewhere;

    /** MySQL 8 writes the values into the text of a prepared statement, whatever it logs. */
    boolean listsValues() {
        return false;
    }

    @BeforeAll
    void anotherTenantHasADatabaseOfItsOwn() {
        elsewhere = server().create(unique("wall-"));
    }

    @Test
    void showsNoValueOfAQuery() throws Exception {
        watch("SELECT /* " + MARK + " */ SLEEP(4) FROM t_patient WHERE city <> ?");
    }

    @Test
    void showsNoValueOfAnUpdate() throws Exception {
        watch("UPDATE /* " + MARK + " */ t_patient SET city = ? WHERE SLEEP(4) = 0");
    }

    private void watch(String slow) throws Exception {
        var thread = Executors.newSingleThreadExecutor();
        try (var colleague = new Intruder(place.runtime());
                var administrator = new Intruder(place.administrator());
                var stranger = elsewhere.intruder()) {
            var running = thread.submit(() -> run(slow));
            for (var viewer : List.of(colleague, administrator)) {
                await().atMost(BOUND).until(() -> isSeen(running, viewer));
                assertThat(told(viewer).contains(VALUE)).isEqualTo(listsValues());
            }
            assertThat(told(stranger)).doesNotContain(VALUE, MARK);
            assertThat(running.isDone()).as("it ran all the while").isFalse();
            running.get();
        } finally {
            thread.shutdownNow();
        }
    }

    private static String told(Intruder viewer) throws SQLException {
        var all = new StringBuilder();
        for (var list : LISTS) {
            all.append(viewer.text(list));
        }
        return all.toString();
    }

    private static boolean isSeen(Future<?> running, Intruder viewer) throws Exception {
        if (running.isDone()) {
            running.get();
            throw new AssertionError("it was over before anybody looked");
        }
        return viewer.text(LISTS.get(0)).toString().contains(MARK);
    }

    private Void run(String slow) throws SQLException {
        try (var intruder = place.intruder(OUR_SESSION);
                var statement = intruder.connection().prepareStatement(slow)) {
            statement.setString(1, VALUE);
            statement.execute();
            return null;
        }
    }
}
