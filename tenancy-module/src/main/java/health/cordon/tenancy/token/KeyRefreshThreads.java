package health.cordon.tenancy.token;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A few threads that read the keys of issuers. No issuer has more than one of them at a time, and
 * those of organisations are not the platform's: however many of them hang, its keys are read.
 */
@ApplicationScoped
public class KeyRefreshThreads {
    private static final int OF_PLATFORM = 2;
    private static final int OF_ORGANISATIONS = 16;
    private static final int WAITING = 2_000;

    private final ThreadPoolExecutor platform = fetching(OF_PLATFORM, "cordon-platform-keys");
    private final ThreadPoolExecutor organisations =
            fetching(OF_ORGANISATIONS, "cordon-issuer-keys");
    private final ScheduledThreadPoolExecutor timing =
            new ScheduledThreadPoolExecutor(1, daemon("cordon-issuer-timer"));

    public KeyRefreshThreads() {
        timing.setRemoveOnCancelPolicy(true);
    }

    /**
     * @param fetching may wait for an issuer
     * @param timing never waits
     */
    record Lane(ExecutorService fetching, ScheduledExecutorService timing) {}

    /** For the platform's two issuers. */
    Lane ofPlatform() {
        return new Lane(platform, timing);
    }

    /** For those of all organisations. */
    Lane ofOrganisations() {
        return new Lane(organisations, timing);
    }

    @PreDestroy
    void stop() {
        platform.shutdownNow();
        organisations.shutdownNow();
        timing.shutdownNow();
    }

    private static ThreadPoolExecutor fetching(int most, String name) {
        var pool =
                new ThreadPoolExecutor(
                        most,
                        most,
                        30,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(WAITING),
                        daemon(name));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    private static ThreadFactory daemon(String name) {
        return task -> {
            var thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
