package health.cordon.cli.remote;

import static java.nio.charset.StandardCharsets.UTF_8;

import health.cordon.cli.outcome.ExitCode;
import health.cordon.cli.outcome.Failure;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** OpenID Connect client credentials: discovery, then the token endpoint; tokens are kept. */
public final class ClientCredentials implements Tokens {
    private static final Duration RENEW_BEFORE_END = Duration.ofMinutes(2);
    private static final String DISCOVERY = "/.well-known/openid-configuration";

    private record Kept(String token, Instant renewAt) {}

    private final Wire wire;
    private final Access access;
    private final Map<String, Kept> kept = new ConcurrentHashMap<>();

    public ClientCredentials(Access access) {
        this(new Wire(access::remedy), access);
    }

    ClientCredentials(Wire wire, Access access) {
        this.wire = wire;
        this.access = access;
    }

    @Override
    public String bearer(String scope) {
        var known = kept.get(scope);
        if (known == null || Instant.now().isAfter(known.renewAt())) {
            known = fetch(scope);
            kept.put(scope, known);
        }
        return known.token();
    }

    private Kept fetch(String scope) {
        var request =
                HttpRequest.newBuilder(tokenEndpoint(issuerFor(scope)))
                        .header("Authorization", basic())
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        "grant_type=client_credentials&scope=" + encode(scope)));
        var answer = wire.send(request, Wire.SHORT);
        if (answer.status() != 200) {
            throw refused(answer.status());
        }
        var lifetime = Duration.ofSeconds(answer.body().path("expires_in").asLong(60));
        return new Kept(
                answer.body().path("access_token").asText(),
                Instant.now().plus(lifetime).minus(RENEW_BEFORE_END));
    }

    private URI tokenEndpoint(URI issuer) {
        var answer = wire.send(HttpRequest.newBuilder(URI.create(issuer + DISCOVERY)), Wire.SHORT);
        var endpoint = answer.body().path("token_endpoint").asText();
        if (answer.status() != 200 || endpoint.isEmpty()) {
            throw new Failure(
                    ExitCode.NOT_REACHABLE,
                    "%s does not describe itself as an OpenID issuer; %s."
                            .formatted(Access.origin(issuer), access.remedy(issuer)));
        }
        return Access.safe(URI.create(endpoint));
    }

    /** Platform roles come from the platform's issuer alone, tenant roles from the tenants'. */
    private URI issuerFor(String scope) {
        var issuer = scope.startsWith("org:") ? access.tenantIssuer() : access.platformIssuer();
        return Access.safe(present(issuer, "CORDON_ISSUER"));
    }

    private String basic() {
        var pair =
                encode(present(access.clientId(), "CORDON_CLIENT_ID"))
                        + ":"
                        + encode(present(access.clientSecret(), "CORDON_CLIENT_SECRET"));
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
    }

    private static Failure refused(int status) {
        return status == 400
                ? new Failure(
                        ExitCode.REFUSED,
                        "The issuer does not give that role; check --org and --role.")
                : new Failure(
                        ExitCode.REFUSED,
                        "The issuer did not accept the sign-in (status %d); check CORDON_CLIENT_ID"
                                        .formatted(status)
                                + " and CORDON_CLIENT_SECRET.");
    }

    private static <T> T present(@Nullable T value, String key) {
        if (value == null) {
            throw new Failure(ExitCode.WRONG_USAGE, key + " is not set; set it and try again.");
        }
        return value;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
