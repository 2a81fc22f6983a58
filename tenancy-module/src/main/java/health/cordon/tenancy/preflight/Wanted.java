package health.cordon.tenancy.preflight;

import health.cordon.tenancy.organisation.ConnectionRef;
import health.cordon.tenancy.organisation.Organisation;
import java.util.Optional;

/**
 * The resources to look at; a dimension that is empty is left alone.
 *
 * @param issuer the address of an OIDC issuer
 */
public record Wanted(
        Optional<ConnectionRef> database,
        Optional<String> bucket,
        Optional<String> key,
        Optional<String> issuer) {
    /** All that the organisation has of its own today. */
    public static Wanted of(Organisation organisation) {
        return new Wanted(
                organisation.database(),
                organisation.bucket(),
                organisation.key(),
                Optional.ofNullable(organisation.oidcIssuer()));
    }

    /** Whether there is nothing to look at. */
    public boolean isEmpty() {
        return database().isEmpty() && bucket().isEmpty() && key().isEmpty() && issuer().isEmpty();
    }
}
