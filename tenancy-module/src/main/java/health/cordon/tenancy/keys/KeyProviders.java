package health.cordon.tenancy.keys;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Arrays;

/** Sends each DEK to the provider of its form. */
@ApplicationScoped
public class KeyProviders {
    @Inject KmsKeyProvider kms;
    @Inject LocalKeyProvider local;

    KeyProvider.Generated generate(WrappingKey key, DekAddress address) {
        return key instanceof WrappingKey.Kms cmk
                ? kms.generate(cmk, address)
                : local.generate((WrappingKey.Local) key, address);
    }

    WrappedDek wrap(WrappingKey key, DekAddress address, byte[] plain) {
        return key instanceof WrappingKey.Kms cmk
                ? kms.wrap(cmk, address, plain)
                : local.wrap((WrappingKey.Local) key, address, plain);
    }

    byte[] unwrap(WrappedDek wrapped, DekAddress address) {
        return wrapped instanceof WrappedDek.Kms byKms
                ? kms.unwrap(byKms, address)
                : local.unwrap(wrapped, address);
    }

    /** Inside of KMS. */
    WrappedDek reEncrypt(WrappedDek.Kms wrapped, WrappingKey.Kms to, DekAddress address) {
        return kms.reEncrypt(wrapped, to, address);
    }

    /**
     * For a look at a DEK that nobody is going to use.
     *
     * @throws IllegalStateException when no key of this server unwraps it at this address
     */
    public void requireUnwraps(WrappedDek wrapped, DekAddress address) {
        Arrays.fill(unwrap(wrapped, address), (byte) 0);
    }
}
