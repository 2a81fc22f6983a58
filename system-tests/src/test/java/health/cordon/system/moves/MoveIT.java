package health.cordon.system.moves;

import health.cordon.tenancy.wall.SandboxServer;
import health.cordon.tenancy.wall.WallServer;

/** Moves on MariaDB. */
class MoveIT extends MoveSuite {
    @Override
    WallServer server() {
        return SandboxServer.alone();
    }
}
