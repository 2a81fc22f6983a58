package health.cordon.bench;

import health.cordon.sandbox.home.PortName;
import health.cordon.sandbox.process.Sandbox;
import health.cordon.sandbox.process.SandboxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One of two servers that are compared: in a sandbox of its own, with callers of two tenants. */
final class Contender implements AutoCloseable {
    private static final int WARM_UP = 4_000;
    private static final String UNSIGNED =
            """
            CREATE OR REPLACE FUNCTION %s()
            RETURNS CHAR(36) CHARACTER SET ascii COLLATE ascii_bin
            DETERMINISTIC NO SQL SQL SECURITY DEFINER
            RETURN @cordon_tenant""";

    private final Sandbox sandbox;
    private final @Nullable DelayedLink link;
    private final List<PatientCalls> tenants;
    private int calls;

    private Contender(Sandbox sandbox, @Nullable DelayedLink link)
            throws IOException, InterruptedException {
        this.sandbox = sandbox;
        this.link = link;
        tenants = List.of(new PatientCalls(sandbox, "north"), new PatientCalls(sandbox, "south"));
        warmUpTo(WARM_UP);
    }

    /** A server becomes faster with each request, for long: both are to have had as many. */
    void catchUpWith(Contender other) throws IOException, InterruptedException {
        warmUpTo(other.calls);
    }

    private void warmUpTo(int enough) throws IOException, InterruptedException {
        while (calls < enough) {
            read(calls / 2, true);
            create(calls / 2, true);
        }
    }

    /**
     * @param owner whether the server is the user who may change tables, as versions before the
     *     walls were
     * @param far whether its clinical database is at the other end of a {@link DelayedLink}
     */
    static Contender start(Path home, Path project, boolean owner, boolean far)
            throws IOException, InterruptedException {
        var options = SandboxOptions.of(home, project).withFreePorts();
        var database = Sandbox.start(options.withoutServer(), line -> {}).port(PortName.DB);
        var key = owner ? "CLINICAL_DB_MIGRATION_URL=" : "CLINICAL_DB_URL=";
        var url = setting(Sandbox.look(options), key);
        var link = far ? new DelayedLink(database) : null;
        if (link != null) {
            url = url.replace(":" + database + "/", ":" + link.port() + "/");
        }
        var environment = Map.of("CLINICAL_DB_URL", url);
        return new Contender(
                Sandbox.start(options.withEnvironment(environment), System.err::println), link);
    }

    private static String setting(Sandbox sandbox, String key) throws IOException {
        try (var lines = Files.lines(sandbox.home().serverEnvironment())) {
            return lines.filter(line -> line.startsWith(key))
                    .map(line -> line.substring(key.length()))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** A read by whose turn it is, in nanoseconds. */
    long read(int turn, boolean alternating) throws IOException, InterruptedException {
        return caller(turn, alternating).read();
    }

    /** The same for a patient more. */
    long create(int turn, boolean alternating) throws IOException, InterruptedException {
        return caller(turn, alternating).create();
    }

    private PatientCalls caller(int turn, boolean alternating) {
        calls++;
        return tenants.get(alternating ? turn % tenants.size() : 0);
    }

    /** As the administrator could: writes are not kept at home any more. */
    void takeTheFenceAway() {
        rows("SELECT trigger_name FROM information_schema.triggers WHERE trigger_schema = DATABASE()"
                        + " AND trigger_name LIKE 'home\\_%'")
                .forEach(trigger -> sandbox.sql("shared", "DROP TRIGGER `" + trigger + "`"));
    }

    /** As the administrator could: whoever names a tenant is believed. */
    void believeUnsigned() {
        rows("SELECT routine_name FROM information_schema.routines WHERE routine_schema ="
                        + " DATABASE() AND routine_name LIKE 'current\\_tenant\\_%'")
                .forEach(function -> sandbox.sql("shared", UNSIGNED.formatted(function)));
    }

    private List<String> rows(String sql) {
        return sandbox.sql("shared", sql).lines().skip(1).toList();
    }

    @Override
    public void close() throws IOException {
        sandbox.close();
        if (link != null) {
            link.close();
        }
    }
}
