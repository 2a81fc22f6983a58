package health.cordon.migration;

import health.cordon.cli.outcome.ExitCode;
import health.cordon.cli.outcome.Failure;
import health.cordon.tenancy.settings.InvalidSettings;
import health.cordon.tenancy.settings.Settings;
import health.cordon.tenancy.trust.TrustConfig;
import health.cordon.tenancy.trust.TrustProvider;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Whose certificates this process believes: as on the server, by {@code TRUSTED_CA_FILE}. The
 * database driver asks for our provider, HTTP clients for the runtime's own context.
 */
final class Authorities {
    private Authorities() {}

    static void install(UnaryOperator<@Nullable String> environment) {
        var settings = new Settings(environment::apply);
        var trust = TrustConfig.from(settings);
        try {
            settings.check();
        } catch (InvalidSettings e) {
            throw new Failure(ExitCode.WRONG_USAGE, String.join(" ", e.faults()), e);
        }
        TrustProvider.install(trust);
        if (!trust.authorities().isEmpty()) {
            SSLContext.setDefault(context());
        }
    }

    private static SSLContext context() {
        try {
            var managers =
                    TrustManagerFactory.getInstance(
                            TrustManagerFactory.getDefaultAlgorithm(),
                            TrustProvider.installedName().orElseThrow());
            managers.init((@Nullable KeyStore) null);
            var context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has TLS", e);
        }
    }
}
