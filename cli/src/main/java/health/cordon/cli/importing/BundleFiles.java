package health.cordon.cli.importing;

import health.cordon.cli.outcome.ExitCode;
import health.cordon.cli.outcome.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** Finds the bundles below a path. */
public final class BundleFiles {
    private static final int MAX_FILES = 100_000;
    private static final int MAX_DEPTH = 8;

    private BundleFiles() {}

    /**
     * Hospitals and practitioners first: Synthea's patient bundles refer to them.
     *
     * @throws Failure when there is nothing to import
     */
    public static List<Path> under(Path path) {
        if (Files.isRegularFile(path)) {
            return List.of(path);
        }
        try (var files = Files.walk(path, MAX_DEPTH)) {
            var bundles =
                    files.filter(file -> isBundle(file) && Files.isRegularFile(file))
                            .sorted(Comparator.comparing(BundleFiles::rank).thenComparing(f -> f))
                            .limit(MAX_FILES + 1L)
                            .toList();
            return checked(bundles);
        } catch (IOException e) {
            throw new Failure(
                    ExitCode.WRONG_USAGE,
                    "%s cannot be read; check its name and rights.".formatted(path),
                    e);
        }
    }

    public static boolean isCompressed(Path file) {
        return file.toString().endsWith(".gz");
    }

    private static boolean isBundle(Path file) {
        var name = file.getFileName().toString();
        return !name.startsWith(".") && (name.endsWith(".json") || name.endsWith(".json.gz"));
    }

    private static int rank(Path file) {
        var name = file.getFileName().toString();
        return name.startsWith("hospital") ? 0 : name.startsWith("practitioner") ? 1 : 2;
    }

    private static List<Path> checked(List<Path> bundles) {
        if (bundles.isEmpty()) {
            throw new Failure(
                    ExitCode.WRONG_USAGE, "That folder holds no .json and no .json.gz file.");
        }
        if (bundles.size() > MAX_FILES) {
            throw new Failure(
                    ExitCode.WRONG_USAGE, "That folder holds more than 100,000 files; split it.");
        }
        return bundles;
    }
}
