package health.cordon.migration;

import health.cordon.cli.outcome.ExitCode;
import health.cordon.cli.outcome.Failure;
import health.cordon.tenancy.database.DatabaseUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;

/** A file that holds the URL of a database, password and all, and nothing else. */
record UrlFile(Path file) {
    private static final long MAX_BYTES = 4096;
    private static final Set<PosixFilePermission> OF_OTHERS =
            EnumSet.of(
                    PosixFilePermission.GROUP_READ,
                    PosixFilePermission.GROUP_WRITE,
                    PosixFilePermission.OTHERS_READ,
                    PosixFilePermission.OTHERS_WRITE);

    DatabaseUrl read(Consumer<String> warnings) {
        var text = text();
        try {
            if (openToOthers()) {
                warnings.accept(
                        "Warning: others on this machine may read or change %s; chmod 600 it."
                                .formatted(file));
            }
            return DatabaseUrl.parse(text);
        } catch (IllegalArgumentException e) {
            // Its message never quotes the URL; the cause is left out all the same.
            throw new Failure(
                    ExitCode.WRONG_USAGE, "The URL in %s: %s".formatted(file, e.getMessage()));
        } catch (IOException e) {
            throw unreadable();
        }
    }

    private String text() {
        try {
            if (Files.isRegularFile(file) && Files.size(file) <= MAX_BYTES) {
                return Files.readString(file).strip();
            }
        } catch (IOException e) {
            // Also when it is not text: what it holds is nobody's business.
        }
        throw unreadable();
    }

    private Failure unreadable() {
        return new Failure(
                ExitCode.WRONG_USAGE,
                "The file %s cannot be read, or holds more than one URL; check --url-file."
                        .formatted(file));
    }

    private boolean openToOthers() throws IOException {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return false;
        }
        return Files.getPosixFilePermissions(file).stream().anyMatch(OF_OTHERS::contains);
    }
}
