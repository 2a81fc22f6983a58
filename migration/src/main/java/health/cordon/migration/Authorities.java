package health.cordon.migration;

import health.cordon.cli.outcome.ExitCode;
import health.cordon.cli.outcome.Failure;
import health.cordon.tenancy.settings.InvalidSettings;
import health.cordon.tenancy.settings.Settings;
import health.cordon.tenancy.trust.TrustConfig;
import health.cordon.tenancy.trust.TrustProvider;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Whose certificates are believed: as on the server, by {@code TRUSTED_CA_FILE}. */
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
    }
}
