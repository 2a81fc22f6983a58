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
 * A few threads that read the keys of issuers, and a few places for requests that wait for them. No
 * issuer has more than one thread at a time or more than half of the places, and those of
 * organisations are not the platform's: however many of them hang, its keys are read.
 */
@ApplicationScoped
public class KeyRefreshThreads {
    private static final int OF_PLATFORM = 2;
    private static final int OF_ORGANISATIONS = 16;
    private static final int WAITING = 2_000;

    /** Half of the threads that the server begins with, which are two for each processor. */
    private static final int PLACES = Math.max(2, Runtime.getRuntime().availableProcessors());

    private final ThreadPoolExecutor platform = fetching(OF_PLATFORM, "cordon-platform-keys");
    private final ThreadPoolExecutor organisations =
            fetching(OF_ORGANISATIONS, "cordon-issuer-keys");
    private final ScheduledThreadPoolExecutor timing =
            new ScheduledThreadPoolExecutor(1, daemon("cordon-issuer-timer"));
    private final int places;
    private final WaitingPlaces forPlatform;
    private final WaitingPlaces forOrganisations;

    public KeyRefreshThreads() {
        this(PLACES);
    }

    KeyRefreshThreads(int places) {
        this.places = places;
        forPlatform = new WaitingPlaces(places);
        forOrganisations = new WaitingPlaces(places);
        timing.setRemoveOnCancelPolicy(true);
    }

    /**
     * What one issuer may use.
     *
     * @param fetching may wait for the issuer
     * @param timing never waits
     * @param places for requests that wait
     */
    record Lane(ExecutorService fetching, ScheduledExecutorService timing, WaitingPlaces places) {}

    /** For one of the platform's two issuers. */
    Lane ofPlatform() {
        return new Lane(platform, timing, forPlatform.some(places / 2));
    }

    /** For that of an organisation. */
    Lane ofOrganisation() {
        return new Lane(organisations, timing, forOrganisations.some(places / 2));
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
