package health.cordon.system.configuration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import health.cordon.sandbox.child.Port;
import health.cordon.sandbox.home.Home;
import health.cordon.sandbox.home.PrivateFile;
import health.cordon.sandbox.liberty.Liberty;
import health.cordon.system.platform.Folders;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A server with faults in the keys of several rooms names all of them and serves nobody. */
class FaultyStartIT {
    private static final String SECRET = "s3cr3t4711";
    private static final Map<String, String> FAULTS =
            Map.of(
                    "PLATFORM_DB_URL", "mysql://u:" + SECRET + "@db.example.com/p?sslMode=DISABLED",
                    "CLINICAL_DB_FALLBACK", "perhaps" + SECRET,
                    "S3_ENDPOINT", "http://" + SECRET + ".example.com",
                    "TENANT_ISSUER", "https://" + SECRET + ".example.com/tenants",
                    "ROLE_NAMES", "doctors=" + SECRET,
                    "CONCURRENT_IMPORTS", "many" + SECRET,
                    "ORGANISATION_TIERS", "Gold " + SECRET,
                    "TRUSTED_CA_FILE", "/" + SECRET + ".pem");

    private final Home home =
            new Home(Folders.target().resolve("faulty-" + System.nanoTime())).create();
    private final int admin = Port.free();
    private final Process server;

    FaultyStartIT() throws IOException {
        PrivateFile.write(home.serverEnvironment(), environment());
        var spec = new Liberty("server", home, Folders.project()).prepare();
        var builder =
                new ProcessBuilder(spec.command())
                        .directory(spec.directory().toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(Redirect.to(console().toFile()));
        builder.environment().putAll(spec.environment());
        server = builder.start();
    }

    @AfterEach
    void end() throws InterruptedException {
        server.destroy();
        if (!server.waitFor(30, TimeUnit.SECONDS)) {
            server.destroyForcibly();
        }
    }

    @Test
    void namesEachFaultOnceAndServesNobody() throws IOException {
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> log().contains("CWWKZ0106E") || log().contains("CWWKZ0002E"));

        var sentences =
                log().lines()
                        .filter(line -> line.contains("Cordon cannot start: "))
                        .map(line -> line.replaceFirst(".*Cordon cannot start: ", ""))
                        .toList();
        sentences.forEach(line -> System.out.println("faulty     " + line));
        assertThat(sentences)
                .extracting(sentence -> sentence.split(" ", 2)[0])
                .containsExactlyInAnyOrderElementsOf(faultyKeys());
        for (var probe : List.of("/health/started", "/health/ready")) {
            // The port opens a moment after the application has given up.
            Awaitility.await().ignoreExceptions().untilAsserted(() -> status(probe));
            assertThat(status(probe)).as(probe).isEqualTo(503);
        }
        assertThat(status("/admin/organisations")).isIn(404, 503);
        for (var text : List.of(log(), Files.readString(console(), UTF_8))) {
            assertThat(text).doesNotContain(SECRET);
        }
    }

    private static Set<String> faultyKeys() {
        var keys = new TreeSet<>(FAULTS.keySet());
        keys.add("KEYSTORE_FILE");
        return keys;
    }

    private String environment() {
        var values =
                new TreeMap<>(
                        Map.of(
                                "CLINICAL_DB_URL",
                                "mysql://u:" + SECRET + "@db.example.com/c",
                                "CLINICAL_STORAGE_BUCKET",
                                "images",
                                "AWS_REGION",
                                "us-east-1",
                                "KMS_CMK_ARN",
                                "arn:aws:kms:us-east-1:111122223333:key/a",
                                "PLATFORM_ISSUER",
                                "https://id.example.com/platform",
                                "ALLOWED_ENDPOINT_HOSTS",
                                "id.example.com",
                                "CURSOR_KEYS",
                                "k1:" + "A".repeat(43) + "=",
                                "METRICS_PASSWORD",
                                SECRET + SECRET,
                                "KEYSTORE_PASSWORD",
                                SECRET + SECRET,
                                "ADMIN_PORT",
                                Integer.toString(admin)));
        values.put("CLINICAL_PORT", Integer.toString(Port.free()));
        values.putAll(FAULTS);
        // In a place where Liberty can make it.
        values.put("KEYSTORE_FILE", home.folder().resolve("missing.p12").toString());
        return values.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
                .collect(Collectors.joining());
    }

    private String log() throws IOException {
        var file = home.logs().resolve("server/messages.log");
        return Files.exists(file) ? Files.readString(file, UTF_8) : "";
    }

    private Path console() {
        return home.logs().resolve("console.log");
    }

    private int status(String path) throws IOException {
        var url = URI.create("http://127.0.0.1:" + admin + path).toURL();
        return ((HttpURLConnection) url.openConnection()).getResponseCode();
    }
}
