package health.cordon.sandbox.home;

import health.cordon.cli.outcome.ExitCode;
import health.cordon.cli.outcome.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.time.Duration;

/** Held while a sandbox is being started or stopped; the system releases it if we die. */
public final class Lock implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration POLL = Duration.ofMillis(200);
    private final FileChannel channel;

    Lock(FileChannel channel) throws IOException {
        this.channel = channel;
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!acquired()) {
            if (System.nanoTime() > deadline) {
                channel.close();
                throw new Failure(
                        ExitCode.CONFLICT,
                        "Another cordon command is still starting or stopping this sandbox; wait"
                                + " for it, or end it.");
            }
            pause();
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean acquired() throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            // Another thread of this very process holds it.
            return false;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(POLL.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure(ExitCode.FAILED, "Interrupted while waiting.", e);
        }
    }
}
