package health.cordon.sandbox.liberty;

import health.cordon.sandbox.child.ChildSpec;
import health.cordon.sandbox.home.Home;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** How the application server is run. */
public final class Liberty {
    private static final String USUAL_JAVA_OPTIONS = "-Xmx1g";
    private final String name;
    private final Deployment deployment;
    private final ServerLog log;

    /**
     * @param name of the process, among the others of the sandbox
     * @param home where it keeps its files, and finds its environment
     */
    public Liberty(String name, Home home, Path project) {
        this.name = name;
        var options = System.getenv("CORDON_JAVA_OPTS");
        this.deployment =
                new Deployment(
                        home,
                        project,
                        options == null || options.isBlank() ? USUAL_JAVA_OPTIONS : options);
        this.log = new ServerLog(deployment.serverLogs().resolve("messages.log"));
    }

    /**
     * Deploys and says what to run: the server in the foreground of its own process, so that the
     * process we start is the server itself.
     */
    public ChildSpec prepare() {
        boolean changed = !deployment.isCurrent();
        deployment.deploy();
        log.forget();
        return new ChildSpec(
                name,
                command(changed),
                Map.of(
                        "WLP_USER_DIR", deployment.home().liberty().toString(),
                        "LOG_DIR", deployment.serverLogs().toString(),
                        "JAVA_HOME", System.getProperty("java.home")),
                deployment.home().folder());
    }

    /**
     * The server keeps what it took out of an archive, and tells a new archive from an old one by
     * the times of its entries; those never change in a reproducible build.
     */
    private List<String> command(boolean changed) {
        var server = deployment.runtime().resolve("bin/server").toString();
        return changed
                ? List.of(server, "run", "cordon", "--clean")
                : List.of(server, "run", "cordon");
    }

    /** False when the archive, the configuration or the environment has changed since the start. */
    public boolean isCurrent() {
        return deployment.isCurrent();
    }

    public ServerLog log() {
        return log;
    }
}
