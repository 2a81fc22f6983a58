package health.cordon.tenancy.wall;

import health.cordon.sandbox.home.Secrets;
import health.cordon.sandbox.process.Sandbox;
import health.cordon.sandbox.process.SandboxOptions;
import health.cordon.system.platform.Folders;
import health.cordon.system.platform.Platform;
import health.cordon.tenancy.database.DatabaseUrl;

/** The MariaDB of a sandbox. */
public record SandboxServer(Sandbox sandbox) implements WallServer {
    /** One of the walls' own, whatever happens to the platform's meanwhile; ends with the tests. */
    public static SandboxServer alone() {
        return Alone.SERVER;
    }

    private static final class Alone {
        static final SandboxServer SERVER = start();

        private static SandboxServer start() {
            var home = Folders.target().resolve("walls");
            var options =
                    SandboxOptions.of(home, Folders.project()).withFreePorts().withoutServer();
            var sandbox = Platform.fresh(home, options);
            Runtime.getRuntime().addShutdownHook(new Thread(sandbox::close, "walls-end"));
            return new SandboxServer(sandbox);
        }
    }

    @Override
    public WalledPlace create(String ref) {
        var runtime = DatabaseUrl.parse(sandbox.createDatabase(ref));
        var secrets = Secrets.of(sandbox.home());
        var database = runtime.database();
        return new WalledPlace(
                WalledPlace.url("cordon_dba", secrets.dbaPassword(), runtime.port(), database),
                WalledPlace.url(
                        database, secrets.derived("migration:" + ref), runtime.port(), database),
                runtime);
    }
}
