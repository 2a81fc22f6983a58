package health.cordon.tenancy.wall;

import health.cordon.system.platform.OnPlatform;
import health.cordon.system.platform.Platform;

/** The fence on the platform's MariaDB; on MySQL 8 it is a part of {@link RowWallMySqlDeepIT}. */
@OnPlatform
class FenceAgreementIT extends FenceSuite {
    private final WallServer server;

    FenceAgreementIT(Platform platform) {
        server = new PlatformServer(platform);
    }

    @Override
    WallServer server() {
        return server;
    }
}
