package health.cordon.tenancy.keys;

import health.cordon.tenancy.organisation.OrganisationsRefreshed;
import health.cordon.tenancy.organisation.Tenant;
import health.cordon.tenancy.routing.Rows;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Makes DEKs and unwraps them. Where an organisation's keys are locked, nothing of it opens until
 * they are unlocked.
 */
@ApplicationScoped
public class DekResolver {
    @Inject KeyConfig keyConfig;
    @Inject KeyProviderResolver keys;
    @Inject KeyProviders providers;
    private final KeyLocks locks = new KeyLocks();
    private DataKeyCache cache;

    /** A new DEK with the row that keeps it. */
    public record NewDek(DataKey key, Dek row) {}

    @PostConstruct
    void open() {
        cache = new DataKeyCache(keyConfig);
    }

    @PreDestroy
    void close() {
        cache.dropAll();
    }

    /** Locked first and dropped then, so that nothing is unwrapped in between and stays. */
    void refreshed(@Observes OrganisationsRefreshed event) {
        locks.learn(event.organisations()).forEach(cache::drop);
    }

    /** A DEK for a new patient. Calls KMS: never inside a transaction. */
    public NewDek create(Tenant tenant, UUID id) {
        return create(tenant, new DekAddress(tenant.id(), Dek.Purpose.PATIENT, id));
    }

    /**
     * The key that opens the rows of a DEK. May call KMS.
     *
     * @throws IllegalStateException when the row names a key that is not the tenant's, or holds a
     *     DEK that was not made for it
     * @throws health.cordon.tenancy.http.ProblemException keys locked, or unavailable
     */
    public DataKey open(Tenant tenant, Dek dek) {
        var address = dek.address(tenant.id());
        return handle(address, dek.wrapped(), () -> unwrap(tenant, address, dek));
    }

    /**
     * The plain bytes of a DEK, past the cache, the caller's to wipe. Calls KMS.
     *
     * @throws IllegalStateException as {@link #open} does
     * @throws health.cordon.tenancy.http.ProblemException keys locked, or unavailable
     */
    byte[] plain(Tenant tenant, Dek dek) {
        locks.requireUnlocked(tenant.id());
        var plain = unwrap(tenant, dek.address(tenant.id()), dek);
        try {
            locks.requireUnlocked(tenant.id());
            return plain;
        } catch (RuntimeException e) {
            Arrays.fill(plain, (byte) 0);
            throw e;
        }
    }

    /**
     * @throws health.cordon.tenancy.http.ProblemException keys locked
     */
    void requireUnlocked(Tenant tenant) {
        locks.requireUnlocked(tenant.id());
    }

    /** Drops the unwrapped form of a DEK that is destroyed. */
    public void forget(Tenant tenant, Dek dek) {
        cache.drop(new DataKeyCache.Entry(dek.address(tenant.id()), dek.wrapped()));
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

    /** How many DEKs lie open in this node's memory. */
    public long openKeys() {
        return cache.size();
    }

    private NewDek create(Tenant tenant, DekAddress address) {
        locks.requireUnlocked(tenant.id());
        var made = providers.generate(keys.keyFor(tenant), address);
        var row = new Dek(address, made.wrapped(), DekFingerprint.of(made.plain(), address));
        cache.put(new DataKeyCache.Entry(address, row.wrapped()), made.plain());
        return new NewDek(handle(address, row.wrapped(), () -> unwrap(tenant, address, row)), row);
    }

    private DataKey handle(DekAddress address, String wrapped, Supplier<byte[]> unwrap) {
        var entry = new DataKeyCache.Entry(address, wrapped);
        DataKey.Source source = () -> material(entry, unwrap);
        return new DataKey(address.id(), source.get(), source);
    }

    private KeyMaterial material(DataKeyCache.Entry entry, Supplier<byte[]> unwrap) {
        var organisation = entry.address().organisation();
        locks.requireUnlocked(organisation);
        var material = cache.get(entry, unwrap);
        try {
            // Again: it may have been locked, and dropped, while KMS was asked.
            locks.requireUnlocked(organisation);
            return material;
        } catch (RuntimeException e) {
            cache.drop(entry);
            material.wipe();
            throw e;
        }
    }

    private byte[] unwrap(Tenant tenant, DekAddress address, Dek dek) {
        var wrapped = WrappedDek.parse(dek.wrapped());
        if (!keys.accepts(tenant, wrapped)) {
            throw new IllegalStateException("the DEK's key is not in the tenant's history");
        }
        var plain = providers.unwrap(wrapped, address);
        var fingerprint = dek.fingerprint();
        if (fingerprint.isPresent()
                && !MessageDigest.isEqual(fingerprint.get(), DekFingerprint.of(plain, address))) {
            Arrays.fill(plain, (byte) 0);
            throw new IllegalStateException("the DEK is not the one that this row was made with");
        }
        return plain;
    }

    private static UUID indexKeyId(Tenant tenant) {
        return UUID.nameUUIDFromBytes(
                (tenant.id() + "/blind-index").getBytes(StandardCharsets.UTF_8));
    }
}
