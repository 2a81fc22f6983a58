package health.cordon.tenancy.wall;

/** The fence on MariaDB; on MySQL 8 it is a part of {@link RowWallMySqlDeepIT}. */
class FenceAgreementIT extends FenceSuite {
    @Override
    WallServer server() {
        return SandboxServer.alone();
    }
}
