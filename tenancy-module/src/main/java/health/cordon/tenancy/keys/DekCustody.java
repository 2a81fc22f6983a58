package health.cordon.tenancy.keys;

import health.cordon.tenancy.organisation.Tenant;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Takes plain DEKs out of their envelope and puts them into another one: for escrow, and nobody
 * else. Past the cache, which all DEKs of an organisation at once would flush; never inside a
 * transaction, since it calls KMS. Nothing goes in or out while the organisation's keys are locked.
 */
@ApplicationScoped
public class DekCustody {
    @Inject DekResolver deks;
    @Inject KeyProviderResolver keys;
    @Inject KeyProviders providers;

    /**
     * @param use what is done with the plain DEK, which is wiped when it returns
     * @throws IllegalStateException when the row does not hold a DEK that was made for it
     * @throws health.cordon.tenancy.http.ProblemException keys locked, or unavailable
     */
    public <T> T lend(Tenant tenant, Dek dek, Function<byte[], T> use) {
        var plain = deks.plain(tenant, dek);
        try {
            return use.apply(plain);
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    /**
     * Whether a plain key is the DEK of a row.
     *
     * @param witness asked where the row has no fingerprint; it is given a handle that must not be
     *     kept
     */
    public boolean isOf(Tenant tenant, Dek dek, byte[] plain, Predicate<DataKey> witness) {
        var print = DekFingerprint.of(plain, dek.address(tenant.id()));
        return dek.fingerprint()
                .map(known -> MessageDigest.isEqual(known, print))
                .orElseGet(() -> testifies(dek, plain, witness));
    }

    private static boolean testifies(Dek dek, byte[] plain, Predicate<DataKey> witness) {
        var material = new KeyMaterial(plain.clone(), Integer.MAX_VALUE);
        try {
            return witness.test(new DataKey(dek.id(), material, () -> material));
        } finally {
            material.wipe();
        }
    }

    /**
     * Wraps a plain DEK with what wraps the organisation's new ones.
     *
     * @param plain the DEK of that row, as {@link #isOf} says
     * @return nothing where the row has it wrapped with that key already and it opens
     * @throws health.cordon.tenancy.http.ProblemException keys locked, or unavailable
     */
    public Optional<Rewrapped> rewrap(Tenant tenant, Dek dek, byte[] plain) {
        deks.requireUnlocked(tenant);
        var key = keys.keyFor(tenant);
        if (isWrapped(dek, key) && opens(tenant, dek, plain)) {
            return Optional.empty();
        }
        var address = dek.address(tenant.id());
        var wrapped = providers.wrap(key, address, plain);
        return Optional.of(new Rewrapped(dek, wrapped, DekFingerprint.of(plain, address)));
    }

    private static boolean isWrapped(Dek dek, WrappingKey key) {
        try {
            return WrappedDek.parse(dek.wrapped()).key().equals(key.name());
        } catch (IllegalArgumentException e) {
            // Bent, and about to be mended.
            return false;
        }
    }

    /** What is bent opens nowhere, and is wrapped anew. */
    private boolean opens(Tenant tenant, Dek dek, byte[] plain) {
        try {
            return lend(tenant, dek, opened -> MessageDigest.isEqual(opened, plain));
        } catch (RuntimeException e) {
            return false;
        }
    }
}
