package health.cordon.sandbox.liberty;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import health.cordon.cli.outcome.ExitCode;
import health.cordon.cli.outcome.Failure;
import health.cordon.sandbox.home.Home;
import health.cordon.sandbox.home.PrivateFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** What the server is given, and whether a running one was given the same. */
record Deployment(Home home, Path project, String javaOptions) {
    private static final int BUFFER = 1 << 16;

    /** As in the jvm.options of the distribution, where it is told why. */
    private static final String NEEDED =
            """
            -XX:+IgnoreUnrecognizedVMOptions
            -XX:+UnlockDiagnosticVMOptions
            -XX:ArrayOperationPartialInlineSize=0
            """;

    Path runtime() {
        return project.resolve(".liberty/wlp");
    }

    /** Copies everything into the server's folder. The server must not be running. */
    void deploy() {
        requireBuilt();
        var server = PrivateFile.folder(server());
        var apps = PrivateFile.folder(server.resolve("apps"));
        PrivateFile.folder(serverLogs());
        try {
            Files.copy(configuration(), server.resolve("server.xml"), REPLACE_EXISTING);
            Files.copy(archive(), apps.resolve("cordon.ear"), REPLACE_EXISTING);
            PrivateFile.write(
                    server.resolve("server.env"), Files.readString(home.serverEnvironment()));
            PrivateFile.write(server.resolve("jvm.options"), javaOptionLines());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        PrivateFile.write(record(), fingerprint());
    }

    boolean isCurrent() {
        try {
            return Files.exists(record()) && Files.readString(record()).equals(fingerprint());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path server() {
        return home.liberty().resolve("servers/cordon");
    }

    Path serverLogs() {
        return home.logs().resolve("server");
    }

    private void requireBuilt() {
        for (var part : List.of(runtime(), archive(), configuration())) {
            if (!Files.exists(part)) {
                throw new Failure(
                        ExitCode.FAILED,
                        "%s is missing; build it with ./cordon up or mvn package.".formatted(part));
            }
        }
    }

    private String fingerprint() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(javaOptionLines().getBytes(UTF_8));
            for (var part : List.of(configuration(), home.serverEnvironment(), archive())) {
                update(digest, part);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void update(MessageDigest digest, Path file) {
        if (!Files.exists(file)) {
            return;
        }
        try (var in = new DigestInputStream(Files.newInputStream(file), digest)) {
            var buffer = new byte[BUFFER];
            while (in.read(buffer) >= 0) {
                // Reading is what feeds the digest.
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String javaOptionLines() {
        return NEEDED + String.join("\n", javaOptions.strip().split("\\s+")) + "\n";
    }

    private Path configuration() {
        return project.resolve("server.xml");
    }

    private Path archive() {
        return project.resolve("app/ear/target/cordon.ear");
    }

    private Path record() {
        return home.folder().resolve("deployed.sha256");
    }
}
