package health.cordon.tenancy.drain;

import health.cordon.tenancy.settings.Settings;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * Where to look for an operator's wish.
 *
 * @param file relative to the server's output folder, in which Liberty runs
 */
public record DrainConfig(Path file) {
    public static DrainConfig from(Settings settings) {
        return new DrainConfig(
                settings.withDefault("DRAIN_FILE", DrainConfig::path, Path.of("drain")));
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("give the path of a file.");
        }
    }
}
