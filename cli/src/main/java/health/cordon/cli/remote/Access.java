package health.cordon.cli.remote;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import health.cordon.cli.outcome.CommandName;
import health.cordon.cli.outcome.ExitCode;
import health.cordon.cli.outcome.Failure;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where an installation answers and who may issue tokens for it. The issuers and the client are
 * absent when a token file is used instead.
 *
 * @param scope what an issuer is asked for instead of the role, where it needs that
 * @param inSandbox whether the sandbox says all this, and not the environment
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Access(
        URI adminUrl,
        URI apiUrl,
        @Nullable URI platformIssuer,
        @Nullable URI tenantIssuer,
        @Nullable String clientId,
        @Nullable String clientSecret,
        @Nullable String scope,
        @JsonIgnore boolean inSandbox) {
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    Access ofSandbox() {
        return new Access(
                adminUrl, apiUrl, platformIssuer, tenantIssuer, clientId, clientSecret, null, true);
    }

    /** What to do when an address does not answer. */
    String remedy(URI address) {
        return inSandbox ? sandboxRemedy(address) : "check " + variableOf(address);
    }

    static String sandboxRemedy(URI address) {
        return "see " + CommandName.with("status");
    }

    /** The variable that an address came from; what an issuer names itself came by way of it. */
    private String variableOf(URI address) {
        if (isBelow(adminUrl, address)) {
            return "CORDON_URL";
        }
        if (isBelow(apiUrl, address)) {
            return "CORDON_API_URL";
        }
        return isBelow(tenantIssuer, address) && !isBelow(platformIssuer, address)
                ? "CORDON_TENANT_ISSUER"
                : "CORDON_ISSUER";
    }

    private static boolean isBelow(@Nullable URI known, URI address) {
        return known != null && address.toString().startsWith(known.toString());
    }

    /** Returns the address when a secret may travel to it. */
    static URI safe(URI address) {
        boolean web = "https".equals(address.getScheme()) || "http".equals(address.getScheme());
        if (!web || address.getHost() == null) {
            throw new Failure(ExitCode.WRONG_USAGE, "An address must be an http or https URL.");
        }
        if ("http".equals(address.getScheme()) && !LOOPBACK.contains(address.getHost())) {
            throw new Failure(
                    ExitCode.WRONG_USAGE,
                    "%s is not https; only addresses of this machine may be plain http."
                            .formatted(origin(address)));
        }
        return address;
    }

    /** Scheme, host and port: as much of an address as may be shown. */
    static String origin(URI address) {
        var port = address.getPort() < 0 ? "" : ":" + address.getPort();
        return address.getScheme() + "://" + address.getHost() + port;
    }

    /** Leaves the client's secret out: this may end up in a message. */
    @Override
    public String toString() {
        return "Access[" + origin(adminUrl) + "]";
    }
}
