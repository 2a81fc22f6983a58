package health.cordon.sandbox.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Files and folders for their owner alone. */
public final class PrivateFile {
    private PrivateFile() {}

    /** Replaces the file at once: a reader, or a crash, sees the old text or the new one. */
    public static void write(Path file, String text) {
        try {
            var owner = PosixFilePermissions.fromString("rw-------");
            var fresh =
                    Files.createTempFile(
                            file.getParent(),
                            "." + file.getFileName(),
                            ".new",
                            PosixFilePermissions.asFileAttribute(owner));
            Files.writeString(fresh, text);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Path folder(Path folder) {
        try {
            var owner = PosixFilePermissions.fromString("rwx------");
            return Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(owner));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
