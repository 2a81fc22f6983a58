package health.cordon.tenancy.keys;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.Scheduler;
import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.organisation.OrganisationId;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The plain DEKs of a node, the only place that has any: bounded in number, in age and in uses, and
 * wiped when they go. However many ask for one at once, it is unwrapped once.
 */
final class DataKeyCache {
    /**
     * The cache's own logger, which tells each failed unwrap with a stack trace; KmsKeyProvider
     * says it in one line. Held, because the logging system forgets loggers that nobody refers to;
     * a filter, because a server may set levels again.
     */
    private static final Logger CACHE_LOG =
            Logger.getLogger("com.github.benmanes.caffeine.cache.LocalAsyncCache");

    /** As long as one attempt of KMS may take. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final AsyncCache<Entry, KeyMaterial> entries;
    private final KeyConfig config;

    /** A re-wrapped DEK is another one. */
    record Entry(DekAddress address, String wrapped) {}

    DataKeyCache(KeyConfig config) {
        CACHE_LOG.setFilter(record -> false);
        this.config = config;
        entries =
                Caffeine.newBuilder()
                        .maximumSize(config.cacheSize())
                        .expireAfterWrite(config.cacheAge())
                        // Else what is too old would stay until somebody uses the cache.
                        .scheduler(Scheduler.systemScheduler())
                        // At once, not by and by on other threads.
                        .executor(Runnable::run)
                        .removalListener(DataKeyCache::wipe)
                        .buildAsync();
    }

    private static void wipe(
            @Nullable Entry entry, @Nullable KeyMaterial gone, RemovalCause cause) {
        if (gone != null) {
            gone.wipe();
        }
    }

    /**
     * @param unwrap gives the plain bytes, which become the cache's
     */
    KeyMaterial get(Entry entry, Supplier<byte[]> unwrap) {
        while (true) {
            var mine = new CompletableFuture<KeyMaterial>();
            var present = entries.asMap().putIfAbsent(entry, mine);
            if (present == null) {
                return fill(mine, unwrap);
            }
            var found = await(present);
            if (found.admit()) {
                return found;
            }
            entries.asMap().remove(entry, present);
        }
    }

    /** One that was just made. */
    KeyMaterial put(Entry entry, byte[] plain) {
        var made = new KeyMaterial(plain, config.cacheUses());
        entries.put(entry, CompletableFuture.completedFuture(made));
        return made;
    }

    void drop(Entry entry) {
        entries.synchronous().invalidate(entry);
    }

    /** What is unwrapped at this moment is not kept either. */
    void drop(OrganisationId organisation) {
        entries.asMap()
                .keySet()
                .removeIf(entry -> entry.address().organisation().equals(organisation));
    }

    void dropAll() {
        entries.asMap().clear();
    }

    long size() {
        return entries.synchronous().estimatedSize();
    }

    /** Outside of the cache's locks: a slow key must not keep other tenants' DEKs waiting. */
    private KeyMaterial fill(CompletableFuture<KeyMaterial> waiting, Supplier<byte[]> unwrap) {
        try {
            var made = new KeyMaterial(unwrap.get(), config.cacheUses());
            made.admit();
            waiting.complete(made);
            return made;
        } catch (RuntimeException | Error e) {
            // A failed entry leaves the cache by itself.
            waiting.completeExceptionally(e);
            throw e;
        }
    }

    /** Not for ever: who waits holds a thread, and the key may hang. */
    private static KeyMaterial await(CompletableFuture<KeyMaterial> other) {
        try {
            return other.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause
                    ? cause
                    : new ProblemException(Problem.UNAVAILABLE, e);
        } catch (TimeoutException e) {
            throw ProblemException.noted(Problem.UNAVAILABLE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(Problem.UNAVAILABLE, e);
        }
    }
}
