package health.cordon.sandbox.command;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns Ctrl-C, a closed terminal or a request to end into an interrupt of the thread that made it,
 * and keeps the program alive until that thread has ended what it started.
 */
final class ExitGuard implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 120;
    private final Thread worker = Thread.currentThread();
    private final CountDownLatch finished = new CountDownLatch(1);

    ExitGuard() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::end, "exit-guard"));
    }

    @Override
    public void close() {
        finished.countDown();
    }

    private void end() {
        if (finished.getCount() == 0) {
            return;
        }
        worker.interrupt();
        try {
            finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
