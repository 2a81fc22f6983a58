package health.cordon.sandbox.child;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** Remembers which process was started, across runs of the command. */
record PidFile(Path file) {

    /** The remembered process if it still runs; empty for any other process with its number. */
    Optional<ProcessHandle> process() {
        return read().flatMap(ProcessIdentity::process);
    }

    /** Returns false when the process has already ended. */
    boolean write(ProcessHandle process) {
        var identity = ProcessIdentity.of(process);
        identity.ifPresent(this::write);
        return identity.isPresent();
    }

    void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<ProcessIdentity> read() {
        try {
            return ProcessIdentity.parse(Files.readString(file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(ProcessIdentity identity) {
        try {
            var fresh = file.resolveSibling(file.getFileName() + ".new");
            Files.writeString(fresh, identity.format());
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
