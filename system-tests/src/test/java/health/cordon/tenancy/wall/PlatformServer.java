package health.cordon.tenancy.wall;

import health.cordon.system.platform.Platform;
import health.cordon.tenancy.database.DatabaseUrl;

/** The platform's MariaDB. */
record PlatformServer(Platform platform) implements WallServer {
    @Override
    public WalledPlace create(String ref) {
        var runtime = DatabaseUrl.parse(platform.sandbox().createDatabase(ref));
        var secrets = platform.secrets();
        var database = runtime.database();
        return new WalledPlace(
                WalledPlace.url("cordon_dba", secrets.dbaPassword(), runtime.port(), database),
                WalledPlace.url(
                        database, secrets.derived("migration:" + ref), runtime.port(), database),
                runtime);
    }
}
