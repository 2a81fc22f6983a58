package health.cordon.sandbox.standin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A file that is replaced as a whole and is on the disk before the caller goes on.
 *
 * <p>Readable by its owner only: what the stand-ins keep is key material.
 */
public final class DurableFile {
    private static final String UNFINISHED = ".unfinished";

    private final Path path;

    /** A file at this path; it need not exist yet. */
    public DurableFile(Path path) {
        this.path = path.toAbsolutePath();
    }

    /** The path that readers open. */
    public Path path() {
        return path;
    }

    /** Replaces the content; when this returns, not even a power cut brings the old one back. */
    public void write(byte[] content) {
        try {
            var parent = parent();
            var temporary = Files.createTempFile(parent, path.getFileName() + ".", UNFINISHED);
            writeAndForce(temporary, content);
            Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE);
            forceDirectory(parent);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private Path parent() {
        var parent = path.getParent();
        if (parent == null) {
            throw new IllegalStateException("a durable file needs a directory");
        }
        return parent;
    }

    private static void writeAndForce(Path file, byte[] content) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            var buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }

    /** Without this the rename itself could be lost; Windows has no such call and needs none. */
    private static void forceDirectory(Path directory) throws IOException {
        if (isPosix(directory)) {
            try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    /** Makes the directory, for its owner only, and sweeps what a killed writer left half done. */
    public static Path directory(Path directory) throws IOException {
        Files.createDirectories(directory);
        if (isPosix(directory)) {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        }
        try (var left = Files.newDirectoryStream(directory, "*" + UNFINISHED)) {
            for (var file : left) {
                Files.deleteIfExists(file);
            }
        }
        return directory;
    }

    private static boolean isPosix(Path path) {
        return Files.getFileAttributeView(path, PosixFileAttributeView.class) != null;
    }
}
