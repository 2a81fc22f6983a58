package health.cordon.tenancy.wall;

import health.cordon.system.platform.OnPlatform;
import health.cordon.system.platform.Platform;
import org.junit.jupiter.api.Nested;

/** The walls on the platform's MariaDB. */
@OnPlatform
class RowWallIT {
    private final WallServer server;

    RowWallIT(Platform platform) {
        server = new PlatformServer(platform);
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
