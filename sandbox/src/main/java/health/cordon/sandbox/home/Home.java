package health.cordon.sandbox.home;

import health.cordon.cli.outcome.ExitCode;
import health.cordon.cli.outcome.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Where things are. */
public record Home(Path folder) {
    public Home {
        folder = folder.toAbsolutePath().normalize();
    }

    public Path database() {
        return folder.resolve("database");
    }

    /** A folder for each database server beside the first one. */
    public Path databaseServers() {
        return folder.resolve("database-servers");
    }

    public Path s3() {
        return folder.resolve("s3");
    }

    public Path kms() {
        return folder.resolve("kms");
    }

    public Path issuer() {
        return folder.resolve("issuer");
    }

    /** Liberty's user directory. */
    public Path liberty() {
        return folder.resolve("wlp");
    }

    public Path logs() {
        return folder.resolve("logs");
    }

    public Path pids() {
        return folder.resolve("pids");
    }

    /** One file per database reference, as the server reads them. */
    public Path refs() {
        return folder.resolve("refs");
    }

    public Path serverEnvironment() {
        return folder.resolve("server.env");
    }

    public Path cliSettings() {
        return folder.resolve("cli.json");
    }

    public boolean exists() {
        return Files.isDirectory(pids());
    }

    /** Makes the folders, or says that it cannot. */
    public Home create() {
        try {
            for (var part : new Path[] {folder, logs(), pids(), refs(), database()}) {
                PrivateFile.folder(part);
            }
        } catch (UncheckedIOException e) {
            throw unwritable(e);
        }
        if (!Files.isWritable(folder)) {
            throw unwritable(null);
        }
        return this;
    }

    /** Waits until no other command is changing this sandbox. */
    public Lock lock() {
        try {
            var channel =
                    FileChannel.open(
                            folder.resolve("lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            return new Lock(channel);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private Failure unwritable(@org.jspecify.annotations.Nullable Throwable cause) {
        var sentence =
                "The folder %s cannot be written; give yourself the right to, or set CORDON_HOME to"
                                .formatted(folder)
                        + " another folder.";
        return cause == null
                ? new Failure(ExitCode.FAILED, sentence)
                : new Failure(ExitCode.FAILED, sentence, cause);
    }
}
