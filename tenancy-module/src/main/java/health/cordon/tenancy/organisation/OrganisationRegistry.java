package health.cordon.tenancy.organisation;

import health.cordon.tenancy.platform.PlatformDatabase;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Keeps this node's snapshot of the organisations fresh. */
@ApplicationScoped
public class OrganisationRegistry {
    /** The runbook's promise: a change by plain SQL is seen within this time. */
    static final Duration REFRESH = Duration.ofSeconds(30);

    static final Duration POLL = Duration.ofSeconds(2);

    /** How long a request waits for news; a database that hangs must not keep it for longer. */
    static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final Logger LOG = Logger.getLogger(OrganisationRegistry.class.getName());

    @Inject PlatformDatabase database;
    @Inject Event<OrganisationsRefreshed> refreshed;

    private final ScheduledExecutorService scheduler =
            Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "cordon-registry"));

    /** Not the scheduler: its own reading may hang. */
    private final ExecutorService catcher =
            Executors.newSingleThreadExecutor(task -> daemon(task, "cordon-catch-up"));

    private final AtomicReference<Organisations> snapshot =
            new AtomicReference<>(Organisations.NONE);
    private volatile Instant refreshedAt = Instant.EPOCH;
    private final AtomicReference<@Nullable CompletableFuture<@Nullable Void>> catchingUp =
            new AtomicReference<>();

    /** Loads the first snapshot and starts to keep it fresh; fails when the database is away. */
    public void start() {
        refresh();
        scheduler.scheduleWithFixedDelay(
                this::poll, POLL.toMillis(), POLL.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Whether the first snapshot is there. */
    public boolean known() {
        return current().version() > 0;
    }

    /** What this node knows now. */
    public Organisations current() {
        return Objects.requireNonNull(snapshot.get());
    }

    /** The tenant with this id or slug. */
    public Optional<Tenant> find(String idOrSlug) {
        return current().find(idOrSlug);
    }

    /** The tenant with this id. */
    public Optional<Tenant> find(OrganisationId id) {
        return current().find(id);
    }

    /** When the snapshot was last known to be current. */
    public Instant refreshedAt() {
        return refreshedAt;
    }

    /** Reads the organisations again, now; called after an administrative change on this node. */
    public void refresh() {
        var read = database.read(OrganisationRows::snapshot);
        // First to those who route, so that nobody meets an organisation that has no route yet.
        refreshed.fire(new OrganisationsRefreshed(read));
        // A slower reader must not put an older snapshot over a newer one.
        snapshot.accumulateAndGet(
                read, (old, next) -> next.version() >= old.version() ? next : old);
        refreshedAt = Instant.now();
    }

    /**
     * Reads again what this node does not know yet, if there is anything; called by whoever found
     * this node's knowledge to be stale. Those who ask at once wait for one answer, and nobody
     * waits for longer than {@link #PATIENCE}.
     */
    public void catchUp() {
        var mine = new CompletableFuture<@Nullable Void>();
        var running = catchingUp.compareAndExchange(null, mine);
        if (running == null) {
            catcher.execute(() -> catchUp(mine));
        }
        await(running == null ? mine : running);
    }

    private void catchUp(CompletableFuture<@Nullable Void> mine) {
        try {
            if (database.read(OrganisationRows::version) != current().version()) {
                refresh();
            }
        } catch (RuntimeException e) {
            warn(e);
        } finally {
            catchingUp.set(null);
            mine.complete(null);
        }
    }

    private static void await(CompletableFuture<@Nullable Void> answer) {
        try {
            answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            warn(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void poll() {
        try {
            boolean stale = Duration.between(refreshedAt, Instant.now()).compareTo(REFRESH) >= 0;
            if (stale || database.read(OrganisationRows::version) != current().version()) {
                refresh();
            }
        } catch (RuntimeException e) {
            warn(e);
        }
    }

    private static void warn(Exception e) {
        LOG.log(
                Level.WARNING,
                "the organisations could not be refreshed ({0}); the last snapshot serves",
                e.getClass().getSimpleName());
    }

    private static Thread daemon(Runnable task, String name) {
        var thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    @PreDestroy
    void stop() {
        scheduler.shutdownNow();
        catcher.shutdownNow();
    }
}
