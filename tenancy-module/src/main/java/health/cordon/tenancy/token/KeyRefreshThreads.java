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

/** A few threads for the keys of all issuers: one that hangs does not hold up the others. */
@ApplicationScoped
public class KeyRefreshThreads {
    private static final int FETCHING = 8;
    private static final int WAITING = 2_000;

    private final ThreadPoolExecutor fetching =
            new ThreadPoolExecutor(
                    FETCHING,
                    FETCHING,
                    30,
                    TimeUnit.SECONDS,
                    new LinkedBlockingQueue<>(WAITING),
                    daemon("cordon-issuer-keys"),
                    new ThreadPoolExecutor.DiscardPolicy());
    private final ScheduledThreadPoolExecutor timing =
            new ScheduledThreadPoolExecutor(1, daemon("cordon-issuer-timer"));

    public KeyRefreshThreads() {
        fetching.allowCoreThreadTimeOut(true);
        timing.setRemoveOnCancelPolicy(true);
    }

    ExecutorService fetching() {
        return fetching;
    }

    ScheduledExecutorService timing() {
        return timing;
    }

    @PreDestroy
    void stop() {
        fetching.shutdownNow();
        timing.shutdownNow();
    }

    private static ThreadFactory daemon(String name) {
        return task -> {
            var thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
