package health.cordon.tenancy.wall;

import org.junit.jupiter.api.Nested;

/** The walls on MariaDB. */
class RowWallIT {
    private final WallServer server = SandboxServer.alone();

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
    class ProcessList extends ProcessListSuite {
        @Override
        WallServer server() {
            return server;
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
