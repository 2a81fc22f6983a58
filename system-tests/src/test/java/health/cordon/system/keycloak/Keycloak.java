package health.cordon.system.keycloak;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import health.cordon.sandbox.child.ChildSpec;
import health.cordon.sandbox.child.Children;
import health.cordon.sandbox.child.Port;
import health.cordon.system.platform.Answer;
import health.cordon.system.platform.Client;
import health.cordon.system.platform.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/** A Keycloak of its own on this machine: nothing is kept, and its passwords are made anew. */
final class Keycloak implements AutoCloseable {
    private static final String NAME = "keycloak";
    private static final String ADMINISTRATOR = "admin";
    private static final Duration START = Duration.ofMinutes(4);
    private static final Duration STOP = Duration.ofSeconds(20);
    private static final int LOOK_MILLIS = 3_000;

    private final int port = Port.free();
    private final String password = UUID.randomUUID().toString();
    private final Path folder = Folders.target().resolve("keycloak-run");
    private final Children children = new Children(folder, folder);
    private final Thread atExit = new Thread(this::end, "keycloak-end");

    private Keycloak() {}

    static Keycloak start() throws IOException {
        var keycloak = new Keycloak();
        java.nio.file.Files.createDirectories(keycloak.folder);
        // What an earlier run was killed with still running.
        keycloak.children.stop(NAME, STOP);
        Runtime.getRuntime().addShutdownHook(keycloak.atExit);
        keycloak.children.start(keycloak.process());
        Awaitility.await("Keycloak is up").atMost(START).until(keycloak::isUp);
        return keycloak;
    }

    private ChildSpec process() {
        var home = Path.of(Objects.requireNonNull(System.getProperty("keycloak.home"), "-Pdeep"));
        return new ChildSpec(
                NAME,
                List.of(
                        home.resolve("bin/kc.sh").toString(),
                        "start-dev",
                        "--db=dev-mem",
                        "--http-host=127.0.0.1",
                        "--http-port=" + port),
                Map.of(
                        "JAVA_HOME",
                        System.getProperty("java.home"),
                        "JAVA_OPTS_APPEND",
                        "-XX:TieredStopAtLevel=1",
                        "KC_BOOTSTRAP_ADMIN_USERNAME",
                        ADMINISTRATOR,
                        "KC_BOOTSTRAP_ADMIN_PASSWORD",
                        password),
                home);
    }

    private boolean isUp() {
        if (children.running(NAME).isEmpty()) {
            throw new IllegalStateException("Keycloak has ended; see its log in " + folder);
        }
        try {
            var realm = url("realms/master").toURL();
            var connection = (HttpURLConnection) realm.openConnection();
            connection.setConnectTimeout(LOOK_MILLIS);
            connection.setReadTimeout(LOOK_MILLIS);
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException e) {
            return false;
        }
    }

    URI url(String path) {
        return URI.create("http://127.0.0.1:" + port + "/" + path);
    }

    /** What its log says of its version and its start. */
    String banner() {
        try (var lines = java.nio.file.Files.lines(children.log(NAME).file(), UTF_8)) {
            return lines.filter(line -> line.contains(" started in "))
                    .map(line -> line.substring(line.indexOf("Keycloak ")))
                    .map(line -> line.substring(0, line.indexOf(" Listening")))
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As the administrator of all realms, with a token of this very moment. */
    Client administrator() {
        var token =
                form(
                        "realms/master/protocol/openid-connect/token",
                        Map.of(
                                "grant_type",
                                "password",
                                "client_id",
                                "admin-cli",
                                "username",
                                ADMINISTRATOR,
                                "password",
                                password));
        assertThat(token.status()).isEqualTo(200);
        return new Client(
                url("admin/realms/"),
                List.of("Authorization", "Bearer " + token.text("access_token")));
    }

    /** Sends what a form would. */
    Answer form(String path, Map<String, String> fields) {
        return new Client(url(""), List.of())
                .upload(path, "application/x-www-form-urlencoded", encoded(fields).getBytes(UTF_8));
    }

    static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(atExit);
        end();
    }

    private void end() {
        children.stop(NAME, STOP);
    }
}
