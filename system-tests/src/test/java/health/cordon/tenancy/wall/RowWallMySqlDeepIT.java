package health.cordon.tenancy.wall;

import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The same walls, and the fence, on a genuine MySQL 8. */
@Execution(ExecutionMode.SAME_THREAD)
@Tag("deep")
@Tag("mysql8")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RowWallMySqlDeepIT {
    private MySql8 server;

    @BeforeAll
    void start() throws IOException, SQLException {
        server = MySql8.start();
        System.out.println("mysql8   " + server.version());
    }

    @AfterAll
    void end() {
        if (server != null) {
            server.close();
        }
    }

    @Nested
    class Rows extends RowSuite {
        @Override
        WallServer server() {
            return server;
        }
    }

    @Nested
    class Sessions extends SessionSuite {
        @Override
        WallServer server() {
            return server;
        }
    }

    @Nested
    class Forbidden extends CatalogueSuite {
        @Override
        WallServer server() {
            return server;
        }
    }

    @Nested
    class Fence extends FenceSuite {
        @Override
        WallServer server() {
            return server;
        }
    }

    @Nested
    class ProcessList extends ProcessListSuite {
        @Override
        WallServer server() {
            return server;
        }

        @Override
        boolean listsValues() {
            return true;
        }
    }

    @Nested
    class Building extends BuildSuite {
        @Override
        WallServer server() {
            return server;
        }
    }
}
