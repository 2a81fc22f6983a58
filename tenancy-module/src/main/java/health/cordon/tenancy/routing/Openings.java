package health.cordon.tenancy.routing;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads on which databases are opened: what must be made right in one that was restored may
 * take long, and no request is to take as long as that.
 */
final class Openings {
    /** So many databases may hang at once before those of others wait for their turn. */
    private static final int MOST_AT_ONCE = 64;

    private static final int MOST_WAITING = 1_000;
    private static final int IDLE_SECONDS = 30;

    private final ExecutorService threads = threads();

    private static ExecutorService threads() {
        var threads =
                new ThreadPoolExecutor(
                        MOST_AT_ONCE,
                        MOST_AT_ONCE,
                        IDLE_SECONDS,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(MOST_WAITING),
                        task -> {
                            var thread = new Thread(task, "cordon-opening");
                            thread.setDaemon(true);
                            thread.setContextClassLoader(Openings.class.getClassLoader());
                            return thread;
                        });
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    /**
     * Runs it as soon as a thread is free, with the caller's class loader, by which the persistence
     * unit's file is found.
     *
     * @throws RejectedExecutionException when too many wait, or after {@link #stop}
     */
    void begin(Runnable opening) {
        var loader = Thread.currentThread().getContextClassLoader();
        threads.execute(
                () -> {
                    var thread = Thread.currentThread();
                    var usual = thread.getContextClassLoader();
                    thread.setContextClassLoader(loader);
                    try {
                        opening.run();
                    } finally {
                        thread.setContextClassLoader(usual);
                    }
                });
    }

    /** What waits is not begun any more, and what runs is interrupted. */
    void stop() {
        threads.shutdownNow();
    }
}
