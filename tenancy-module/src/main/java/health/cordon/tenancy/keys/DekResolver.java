package health.cordon.tenancy.keys;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import health.cordon.tenancy.organisation.Tenant;
import health.cordon.tenancy.routing.Rows;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.logging.Logger;

/**
 * Makes DEKs and unwraps them. Unwrapped ones are cached, one KMS call per DEK however many ask;
 * the cache's key holds tenant, DEK and wrapped form, so a re-wrapped DEK is a new entry.
 */
@ApplicationScoped
public class DekResolver {
    /**
     * The cache's own logger, which tells each failed unwrap with a stack trace; KmsKeyProvider
     * says it in one line. Held, because the logging system forgets loggers that nobody refers to;
     * a filter, because a server may set levels again.
     */
    private static final Logger CACHE_LOG =
            Logger.getLogger("com.github.benmanes.caffeine.cache.LocalAsyncCache");

    @Inject KeyConfig keyConfig;
    @Inject KeyProviderResolver keys;
    @Inject KmsKeyProvider kms;
    private AsyncCache<CacheKey, DataKey> unwrapped;

    private record CacheKey(DekAddress address, String wrapped) {}

    /** A new DEK with the row that keeps it. */
    public record NewDek(DataKey key, Dek row) {}

    @PostConstruct
    void open() {
        CACHE_LOG.setFilter(record -> false);
        unwrapped =
                Caffeine.newBuilder()
                        .maximumSize(keyConfig.cacheSize())
                        .expireAfterWrite(keyConfig.cacheAge())
                        .buildAsync();
    }

    /** A DEK for a new patient. Calls KMS: never inside a transaction. */
    public NewDek create(Tenant tenant, UUID id) {
        return create(tenant, new DekAddress(tenant.id(), Dek.Purpose.PATIENT, id));
    }

    /**
     * The key that opens the rows of a DEK. May call KMS.
     *
     * @throws IllegalStateException when the row names a key that is not the tenant's
     */
    public DataKey open(Tenant tenant, Dek dek) {
        var address = new DekAddress(tenant.id(), dek.purpose(), dek.id());
        var mine = new CompletableFuture<DataKey>();
        var present = unwrapped.asMap().putIfAbsent(new CacheKey(address, dek.wrapped()), mine);
        return present == null ? unwrap(tenant, address, dek, mine) : await(present);
    }

    /** Drops the unwrapped form of a DEK that is destroyed. */
    public void forget(Tenant tenant, Dek dek) {
        var address = new DekAddress(tenant.id(), dek.purpose(), dek.id());
        unwrapped.synchronous().invalidate(new CacheKey(address, dek.wrapped()));
    }

    /** The tenant's key for blind indexes in this database, if it has one yet. */
    public Optional<DataKey> indexKey(Tenant tenant, EntityManager entities) {
        return Rows.find(entities, Dek.class, indexKeyId(tenant).toString())
                .map(dek -> open(tenant, dek));
    }

    /** Whether there is one here, without opening it. */
    public boolean hasIndexKey(Tenant tenant, EntityManager entities) {
        return Rows.find(entities, Dek.class, indexKeyId(tenant).toString()).isPresent();
    }

    /** A new key for blind indexes. Its id is fixed, so that two nodes cannot both store one. */
    public NewDek createIndexKey(Tenant tenant) {
        return create(tenant, new DekAddress(tenant.id(), Dek.Purpose.INDEX, indexKeyId(tenant)));
    }

    private NewDek create(Tenant tenant, DekAddress address) {
        var made = kms.generate(keys.keyFor(tenant), address);
        return new NewDek(made.key(), new Dek(address.id(), address.purpose(), made.wrapped()));
    }

    /** Outside of the cache's locks: a slow key must not keep other tenants' DEKs waiting. */
    private DataKey unwrap(
            Tenant tenant, DekAddress address, Dek dek, CompletableFuture<DataKey> waiting) {
        try {
            var key = unwrap(tenant, address, dek);
            waiting.complete(key);
            return key;
        } catch (RuntimeException | Error e) {
            // A failed entry leaves the cache by itself.
            waiting.completeExceptionally(e);
            throw e;
        }
    }

    private static DataKey await(CompletableFuture<DataKey> other) {
        try {
            return other.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private DataKey unwrap(Tenant tenant, DekAddress address, Dek dek) {
        var wrapped = WrappedDek.parse(dek.wrapped());
        if (!keys.accepts(tenant, wrapped.keyArn())) {
            throw new IllegalStateException("the DEK's key is not in the tenant's history");
        }
        return kms.unwrap(wrapped, address);
    }

    private static UUID indexKeyId(Tenant tenant) {
        return UUID.nameUUIDFromBytes(
                (tenant.id() + "/blind-index").getBytes(StandardCharsets.UTF_8));
    }
}
