package health.cordon.system.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** Where the build has put things. */
public final class Folders {
    private static final Path MODULE =
            Path.of(System.getProperty("basedir", "system-tests")).toAbsolutePath().normalize();

    private Folders() {}

    public static Path target() {
        return MODULE.resolve("target");
    }

    /** The root of the sources, with the archive and the server's runtime. */
    public static Path project() {
        return java.util.Objects.requireNonNull(MODULE.getParent());
    }

    static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
