package health.cordon.system.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import health.cordon.system.platform.Folders;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipInputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DistributionIT {
    private static final Map<String, byte[]> FILES = new TreeMap<>();
    private static final Set<Long> TIMES = new HashSet<>();
    private static final List<String> CLASSES = new ArrayList<>();
    private static final long LIMIT_SECONDS = 60;

    private record Run(int code, String out, String err) {}

    @BeforeAll
    static void read() throws IOException {
        try (var zip = new ZipInputStream(Files.newInputStream(archive()))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                TIMES.add(entry.getTime());
                if (!entry.isDirectory()) {
                    FILES.put(withoutFolder(entry.getName()), zip.readAllBytes());
                }
            }
        }
        for (var file : FILES.entrySet()) {
            collectClasses(file.getKey(), file.getValue());
        }
    }

    @Test
    void holdsWhatAHospitalNeeds() {
        assertThat(FILES.keySet())
                .contains(
                        "cordon",
                        "cordon.cmd",
                        "stop-node",
                        "cordon.ear",
                        "server.xml",
                        "server.env.sample",
                        "jvm.options",
                        "tools/server-tools.xml",
                        "tools/server-login.jar",
                        "tools/admin-center.xml",
                        "LICENSE",
                        "NOTICE",
                        "CHANGELOG.md",
                        "docs/deploy.md",
                        "docs/configuration.md");
    }

    @Test
    void holdsNothingOfTheSandbox() {
        assertThat(CLASSES).contains("health/cordon/distribution/Main.class");
        assertThat(CLASSES).anyMatch(name -> name.startsWith("health/cordon/tenancy/token/"));
        assertThat(CLASSES)
                .noneMatch(name -> name.startsWith("health/cordon/sandbox/"))
                .noneMatch(name -> name.startsWith("org/gaul/s3proxy/"))
                .noneMatch(name -> name.startsWith("ch/vorburger/"));
    }

    /** What was built on another day, or from another folder, is the same. */
    @Test
    void tellsNothingOfWhenAndWhereItWasBuilt() {
        assertThat(TIMES).hasSize(1);
        var folder = Folders.project().toString().getBytes(StandardCharsets.UTF_8);
        FILES.forEach((name, bytes) -> assertThat(contains(bytes, folder)).as(name).isFalse());
    }

    @Test
    void namesEveryKeyOfItsSampleInTheConfiguration() {
        var documented = text("docs/configuration.md");
        text("server.env.sample")
                .lines()
                .map(line -> line.replaceFirst("^#(?=[A-Z0-9_]+=)", ""))
                .filter(line -> line.matches("[A-Z0-9_]+=.*") && !line.startsWith("WLP_"))
                .map(line -> line.substring(0, line.indexOf('=')))
                .forEach(key -> assertThat(documented).contains("| `" + key + "` |"));
    }

    /**
     * What was not filled in is a fault at the start, never a password that anybody can read here.
     */
    @Test
    void holdsNoPassword() {
        assertThat(text("server.env.sample").lines().filter(line -> line.contains("_PASSWORD")))
                .containsExactly("METRICS_PASSWORD=", "KEYSTORE_PASSWORD=");
        var server = text("server.xml");
        assertThat(server.lines().filter(line -> line.contains("password=")))
                .isNotEmpty()
                .allMatch(line -> line.matches(".* ?password=\"\\$\\{[A-Z]+_PASSWORD}\"/?>"));
        assertThat(server).doesNotContainPattern("variable name=\"[A-Z_]+_PASSWORD\"");
        assertThat(text("tools/server-tools.xml")).doesNotContainIgnoringCase("password=");
        assertThat(
                        text("tools/admin-center.xml")
                                .lines()
                                .filter(line -> line.contains("password=")))
                .allMatch(line -> line.contains("password=\"${BATCH_DB_PASSWORD}\""));
    }

    /** The generator has another order in each run; the same sources must give the same archive. */
    @ParameterizedTest
    @ValueSource(strings = {"clinical", "admin"})
    void describesItsInterfacesInOrder(String war) throws IOException {
        var json =
                new ObjectMapper()
                        .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                        .enable(SerializationFeature.INDENT_OUTPUT);
        var file =
                Folders.project()
                        .resolve("app/" + war + "-war/target/classes/META-INF/openapi.json");
        var written = Files.readString(file);
        assertThat(written).isEqualTo(json.writeValueAsString(json.readValue(written, Map.class)));
    }

    @Test
    void hasLinesThatWindowsReads() {
        assertThat(text("cordon.cmd").lines()).isNotEmpty();
        assertThat(text("cordon.cmd").replace("\r\n", "")).doesNotContain("\n", "\r");
        assertThat(text("cordon")).doesNotContain("\r");
    }

    @Test
    void runsItsCommandFromWhereverItIsUnpacked(@TempDir Path folder) throws Exception {
        unpack(folder.resolve("a folder"));

        var help = run(folder, "--help");
        assertThat(help.code()).isZero();
        assertThat(verbs(help.out())).contains("org", "import", "token", "db").doesNotContain("up");
        var list = run(folder, "org", "list");
        assertThat(list.code()).isEqualTo(6);
        assertThat(list.err()).contains("CORDON_URL").doesNotContain("./cordon", "andbox");
        assertThat(run(folder, "db", "migrate").code()).isEqualTo(2);
        assertThat(run(folder, "db", "migrate", "--url-file", "none").err()).contains("--url-file");
    }

    /** By the file that the server itself reads its configuration from. */
    @Test
    void drainsByTheFileThatTheServerLooksAt(@TempDir Path folder) throws Exception {
        var drain = folder.resolve("leave");
        var stop = stopNode(folder, drain, "0").start();

        assertThat(stop.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(stop.exitValue()).isZero();
        assertThat(folder.resolve("seen")).exists();
        assertThat(drain).doesNotExist();
    }

    @Test
    void takesANodeBackThatIsNotStoppedAfterAll(@TempDir Path folder) throws Exception {
        var drain = folder.resolve("leave");
        var stop = stopNode(folder, drain, "300").start();
        Awaitility.await().until(() -> Files.exists(drain));
        stop.destroy();

        assertThat(stop.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(drain).doesNotExist();
        assertThat(folder.resolve("seen")).doesNotExist();
    }

    @Test
    void drainsForANumberOfSecondsOnly(@TempDir Path folder) throws Exception {
        var stop = stopNode(folder, folder.resolve("leave"), "soon").start();

        assertThat(stop.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(stop.exitValue()).isEqualTo(2);
        assertThat(folder.resolve("leave")).doesNotExist();
    }

    /** With a server that, when it is stopped, notes whether the node was drained. */
    private static ProcessBuilder stopNode(Path folder, Path drain, String seconds)
            throws IOException {
        unpack(folder.resolve("a folder"));
        var own = Files.createDirectories(folder.resolve("wlp/usr/servers/cordon"));
        Files.writeString(own.resolve("server.env"), "AWS_REGION=r\nDRAIN_FILE=" + drain + "\n");
        var server = Files.createDirectories(folder.resolve("wlp/bin")).resolve("server");
        Files.writeString(
                server, "#!/bin/sh\n[ -e '%s' ] && touch '%s/seen'\n".formatted(drain, folder));
        assertThat(server.toFile().setExecutable(true)).isTrue();
        var builder =
                new ProcessBuilder("sh", folder.resolve("a folder/stop-node").toString(), "cordon")
                        .inheritIO();
        builder.environment().keySet().removeIf(key -> key.matches("(WLP|DRAIN)_.*"));
        builder.environment().put("WLP_HOME", folder.resolve("wlp").toString());
        builder.environment().put("DRAIN_SECONDS", seconds);
        return builder;
    }

    private static Set<String> verbs(String help) {
        var verbs = new TreeSet<String>();
        help.substring(help.indexOf("Verbs:"))
                .lines()
                .skip(1)
                .forEach(line -> verbs.add(line.strip().split(" ", 2)[0]));
        return verbs;
    }

    private static void unpack(Path folder) throws IOException {
        for (var file : FILES.entrySet()) {
            var target = folder.resolve(file.getKey());
            Files.createDirectories(java.util.Objects.requireNonNull(target.getParent()));
            Files.write(target, file.getValue());
        }
    }

    /** With nothing of this build in its environment. */
    private static Run run(Path folder, String... words) throws Exception {
        var command = new ArrayList<>(List.of("sh", folder.resolve("a folder/cordon").toString()));
        command.addAll(List.of(words));
        var out = folder.resolve("out").toFile();
        var err = folder.resolve("err").toFile();
        var builder =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectOutput(out)
                        .redirectError(err);
        builder.environment().keySet().removeIf(key -> key.startsWith("CORDON_"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        var process = builder.start();
        assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        return new Run(
                process.exitValue(),
                Files.readString(out.toPath()),
                Files.readString(err.toPath()));
    }

    /** Archives within archives, too. */
    private static void collectClasses(String name, byte[] bytes) throws IOException {
        if (name.endsWith(".class")) {
            CLASSES.add(name);
        } else if (name.matches(".*\\.[jwe]ar")) {
            var zip = new ZipInputStream(new ByteArrayInputStream(bytes));
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                collectClasses(entry.getName(), zip.readAllBytes());
            }
        }
    }

    private static boolean contains(byte[] bytes, byte[] part) {
        var text = new String(bytes, StandardCharsets.ISO_8859_1);
        return text.contains(new String(part, StandardCharsets.ISO_8859_1));
    }

    private static String text(String name) {
        return new String(
                java.util.Objects.requireNonNull(FILES.get(name)), StandardCharsets.UTF_8);
    }

    private static String withoutFolder(String name) {
        return name.substring(name.indexOf('/') + 1);
    }

    private static Path archive() throws IOException {
        var target = Folders.project().resolve("distribution/target");
        try (var files = Files.list(target)) {
            return files.filter(file -> file.toString().endsWith(".zip")).findFirst().orElseThrow();
        }
    }
}
