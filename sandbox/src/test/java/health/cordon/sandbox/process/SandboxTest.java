package health.cordon.sandbox.process;

import static health.cordon.cli.outcome.ExitCode.NOT_FOUND;
import static health.cordon.cli.outcome.ExitCode.NOT_REACHABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.cordon.cli.outcome.Failure;
import health.cordon.sandbox.home.PortName;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real processes, without the application server. */
class SandboxTest {
    private static Path home;
    private static Sandbox sandbox;

    private record Run(int code, String out, String err) {}

    @BeforeAll
    static void start(@TempDir Path folder) {
        home = folder;
        sandbox = Sandbox.start(options(), line -> {});
    }

    @AfterAll
    static void end() {
        sandbox.close();
        assertThat(sandbox.anyRunning()).isFalse();
    }

    @Test
    void keepsWhatWasWrittenThroughAKillOfTheDatabase() {
        sandbox.sql("platform", "CREATE TABLE kept (n INT PRIMARY KEY, b VARBINARY(4))");
        sandbox.sql("platform", "INSERT INTO kept VALUES (7, x'00ff')");
        long before = kill("database");

        sandbox.mend(line -> {});

        assertThat(sandbox.sql("platform", "SELECT n, b FROM kept")).isEqualTo("n\tb\n7\t0x00ff\n");
        assertThat(sandbox.pid("database"))
                .isPresent()
                .isNotEqualTo(java.util.OptionalLong.of(before));
    }

    @Test
    void mendsWhatDiedAndLeavesTheRest() {
        long s3 = sandbox.pid("s3").orElseThrow();
        kill("kms");
        kill("issuer");
        assertThat(sandbox.dead()).containsExactly("kms", "issuer");
        var said = new ArrayList<String>();

        Sandbox.start(options(), said::add);

        assertThat(sandbox.dead()).isEmpty();
        assertThat(sandbox.pid("s3")).hasValue(s3);
        assertThat(said).anyMatch(line -> line.matches("kms +ready after .*"));
        assertThat(said).anyMatch(line -> line.matches("s3 +runs already"));
    }

    @Test
    void makesBucketsAndKeysOnce() {
        assertThat(sandbox.createBucket("north-images")).isEqualTo("north-images");
        assertThat(sandbox.createBucket("north-images")).isEqualTo("north-images");
        assertThat(sandbox.createKey("north"))
                .startsWith("arn:aws:kms:")
                .isEqualTo(sandbox.createKey("north"))
                .isNotEqualTo(sandbox.createKey("south"));
    }

    @Test
    void knowsWhatItHas() {
        sandbox.createBucket("here-images");
        sandbox.createKey("here");

        assertThat(sandbox.existing().bucket("here-images")).isTrue();
        assertThat(sandbox.existing().bucket("not-here")).isFalse();
        assertThat(sandbox.existing().key("here")).isTrue();
        assertThat(sandbox.existing().key("not-here")).isFalse();
        assertThat(sandbox.existing().database("not-here")).isFalse();
    }

    @Test
    void saysThatThereIsNoSuchDatabase() {
        assertThatThrownBy(() -> sandbox.sql("nope", "SELECT 1"))
                .isInstanceOfSatisfying(
                        Failure.class, e -> assertThat(e.exitCode()).isEqualTo(NOT_FOUND))
                .hasMessage("There is no database nope.");
    }

    /** Like a sandbox after down: the folder is there, and nothing listens. */
    @Test
    void saysWhatIsDownInsteadOfMakingIt(@TempDir Path other) {
        var down =
                Sandbox.look(
                        SandboxOptions.of(other, Path.of("..")).withoutServer().withFreePorts());

        assertDown(() -> down.createDatabase("x"), "The database is not running; ./cordon up.");
        assertDown(() -> down.sql("nope", "SELECT 1"), "The database is not running; ./cordon up.");
        assertDown(() -> down.createBucket("xxx"), "S3 is not running; ./cordon up.");
        assertDown(() -> down.createKey("x"), "KMS is not running; ./cordon up.");
    }

    private static void assertDown(ThrowingCallable verb, String sentence) {
        assertThatThrownBy(verb)
                .isInstanceOfSatisfying(
                        Failure.class, e -> assertThat(e.exitCode()).isEqualTo(NOT_REACHABLE))
                .hasMessage(sentence);
    }

    @Test
    void keepsSecretsToTheirOwner() throws Exception {
        for (var name : List.of("secrets.json", "server.env", "cli.json", "database/init.sql")) {
            assertThat(
                            PosixFilePermissions.toString(
                                    Files.getPosixFilePermissions(home.resolve(name))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void letsAnApplicationUserIntoItsOwnDatabaseAndPastNoView() throws Exception {
        var url = URI.create(sandbox.createDatabase("visited"));
        var person = url.getUserInfo().split(":", 2);
        var properties = new Properties();
        properties.setProperty("user", person[0]);
        properties.setProperty("password", person[1]);
        var server = "jdbc:mysql://127.0.0.1:" + sandbox.port(PortName.DB);

        try (var own = DriverManager.getConnection(server + url.getPath(), properties);
                var statement = own.createStatement()) {
            assertThat(statement.executeQuery("SELECT * FROM t_patient").next()).isFalse();
            assertThatThrownBy(() -> statement.executeQuery("SELECT * FROM patient"))
                    .hasMessageContaining("denied");
        }
        assertThatThrownBy(
                        () -> DriverManager.getConnection(server + "/cordon_platform", properties))
                .hasMessageContaining("Access denied");
    }

    @Test
    void saysWhatIsUpAndThatTheServerIsNot() {
        var json = sandbox.status().json();

        assertThat(json.get("ready").asBoolean()).isFalse();
        assertThat(json.get("server").isNull()).isTrue();
        assertThat(json.get("database").get("port").asInt()).isEqualTo(sandbox.port(PortName.DB));
    }

    @Test
    void saysByItsCodeWhetherAllIsReady() throws Exception {
        var run = run("status");

        assertThat(run.code()).isEqualTo(NOT_REACHABLE.code());
        assertThat(run.out()).contains("Not ready; ./cordon up mends what is down.");
    }

    @Test
    void saysWhatWasMadeBefore() throws Exception {
        for (var kind : List.of("db", "bucket", "key")) {
            var first = run("sandbox", kind, "create", "twice");
            var second = run("sandbox", kind, "create", "twice");

            assertThat(List.of(first.code(), second.code())).as(kind).containsOnly(0);
            assertThat(second.out()).isEqualTo(first.out());
            assertThat(first.err()).doesNotContain("exists already");
            assertThat(second.err()).contains("twice exists already.");
        }
    }

    /** The command in a process of its own, as people start it. */
    private static Run run(String... words) throws Exception {
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                "health.cordon.sandbox.Main"));
        command.addAll(List.of(words));
        var out = Files.createTempFile("cordon", ".out");
        var err = Files.createTempFile("cordon", ".err");
        try {
            var builder =
                    new ProcessBuilder(command)
                            .redirectOutput(out.toFile())
                            .redirectError(err.toFile());
            builder.environment().put("CORDON_HOME", home.toString());
            builder.environment().put("CORDON_PROJECT", "..");
            var process = builder.start();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return new Run(process.exitValue(), Files.readString(out), Files.readString(err));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    @Test
    void leavesNothingRunningWhenAPortIsBusy(@TempDir Path other) throws Exception {
        try (var busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var wishes = new EnumMap<PortName, Integer>(PortName.class);
            for (var name : PortName.values()) {
                wishes.put(name, 0);
            }
            wishes.put(PortName.ISSUER, busy.getLocalPort());
            var options = SandboxOptions.of(other, Path.of("..")).withoutServer().withPorts(wishes);

            assertThatThrownBy(() -> Sandbox.start(options, line -> {}))
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining("CORDON_ISSUER_PORT");
            assertThat(Sandbox.attach(options).anyRunning()).isFalse();
        }
    }

    private static long kill(String service) {
        long pid = sandbox.pid(service).orElseThrow();
        var process = ProcessHandle.of(pid).orElseThrow();
        process.destroyForcibly();
        process.onExit().join();
        return pid;
    }

    private static SandboxOptions options() {
        return SandboxOptions.of(home, Path.of("..")).withoutServer().withFreePorts();
    }
}
