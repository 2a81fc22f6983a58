package health.cordon.tenancy.trust;

import java.security.InvalidAlgorithmParameterException;
import java.security.KeyStore;
import java.security.Provider;
import java.security.Security;
import java.util.Optional;
import java.util.UUID;
import javax.net.ssl.ManagerFactoryParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.TrustManagerFactorySpi;
import org.jspecify.annotations.Nullable;

/**
 * Our trust as a security provider, because the database driver takes a provider's name or a file,
 * and a file can be exchanged by others. Nobody gets it who does not ask for it by its name.
 */
public final class TrustProvider extends Provider {
    private static final long serialVersionUID = 1L;

    /** One for each time that this class is loaded: two applications may share a Java machine. */
    private static final String NAME = "Cordon-" + UUID.randomUUID();

    private TrustProvider(TrustConfig trust) {
        super(NAME, "1", "the authorities that this server trusts");
        putService(new Factory(this, trust));
    }

    /** From now on the driver can ask for it. */
    public static void install(TrustConfig trust) {
        remove();
        Security.addProvider(new TrustProvider(trust));
    }

    /** Forgets it, so that it does not hold on to an application that has ended. */
    public static void remove() {
        Security.removeProvider(NAME);
    }

    /** What to ask for; nothing outside of a server, where the Java runtime's own trust holds. */
    public static Optional<String> installedName() {
        return Optional.ofNullable(Security.getProvider(NAME)).map(Provider::getName);
    }

    private static final class Factory extends Service {
        private final TrustConfig trust;

        Factory(Provider provider, TrustConfig trust) {
            super(
                    provider,
                    "TrustManagerFactory",
                    TrustManagerFactory.getDefaultAlgorithm(),
                    Spi.class.getName(),
                    null,
                    null);
            this.trust = trust;
        }

        @Override
        public Object newInstance(@Nullable Object parameter) {
            return new Spi(trust);
        }
    }

    /** The store that a caller names, else ours. */
    private static final class Spi extends TrustManagerFactorySpi {
        private final TrustConfig trust;
        private TrustManager[] managers = {};

        Spi(TrustConfig trust) {
            this.trust = trust;
        }

        @Override
        protected void engineInit(@Nullable KeyStore store) {
            managers =
                    TrustStore.managers(store == null ? TrustStore.of(trust.authorities()) : store);
        }

        @Override
        protected void engineInit(ManagerFactoryParameters parameters)
                throws InvalidAlgorithmParameterException {
            throw new InvalidAlgorithmParameterException("a key store is all that is understood");
        }

        @Override
        protected TrustManager[] engineGetTrustManagers() {
            return managers;
        }
    }
}
