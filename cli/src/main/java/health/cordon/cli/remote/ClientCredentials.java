package health.cordon.cli.remote;

import static java.nio.charset.StandardCharsets.UTF_8;

import health.cordon.cli.outcome.ExitCode;
import health.cordon.cli.outcome.Failure;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** OpenID Connect client credentials: discovery, then the token endpoint; tokens are kept. */
public final class ClientCredentials implements Tokens {
    private static final Duration RENEW_BEFORE_END = Duration.ofMinutes(2);
    private static final int TOO_MANY = 429;
    private static final int SERVER_ERROR = 500;
    private static final String ORGANISATION = "org:";
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

    /** One that nobody has seen yet, and that is not kept. */
    public String fresh(String scope) {
        return fetch(scope).token();
    }

    private Kept fetch(String scope) {
        var endpoint = tokenEndpoint(issuerFor(scope));
        var answer = signIn(endpoint, access.scope() == null ? scope : access.scope());
        if (isUnknownScope(answer)) {
            // Most issuers know no scope of ours, and then give the roles that the client has.
            answer = signIn(endpoint, "");
        }
        if (answer.status() != 200) {
            throw refused(answer.status());
        }
        var lifetime = Duration.ofSeconds(answer.body().path("expires_in").asLong(60));
        return new Kept(
                answer.body().path("access_token").asText(),
                Instant.now().plus(lifetime).minus(RENEW_BEFORE_END));
    }

    private Answer signIn(URI endpoint, String scope) {
        var wish = scope.isEmpty() ? "" : "&scope=" + encode(scope);
        return wire.send(
                HttpRequest.newBuilder(endpoint)
                        .header("Authorization", basic())
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("grant_type=client_credentials" + wish)),
                Wire.SHORT);
    }

    /** In a sandbox it is a role that nobody may have. */
    private boolean isUnknownScope(Answer answer) {
        return !access.inSandbox()
                && access.scope() == null
                && "invalid_scope".equals(answer.body().path("error").asText());
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

    /** Platform roles come from the platform's issuer alone. */
    private URI issuerFor(String scope) {
        var issuer =
                scope.startsWith(ORGANISATION) ? issuerOfTenant(scope) : access.platformIssuer();
        return Access.safe(present(issuer, "CORDON_ISSUER"));
    }

    private @Nullable URI issuerOfTenant(String scope) {
        if (!access.inSandbox()) {
            return access.tenantIssuer();
        }
        var slug = scope.substring(ORGANISATION.length()).split(" ")[0];
        return new SandboxIssuers(access, new Rest(access, this)).of(slug);
    }

    private String basic() {
        var pair =
                encode(present(access.clientId(), "CORDON_CLIENT_ID"))
                        + ":"
                        + encode(present(access.clientSecret(), "CORDON_CLIENT_SECRET"));
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
    }

    private static Failure refused(int status) {
        if (status == TOO_MANY || status >= SERVER_ERROR) {
            return new Failure(
                    ExitCode.NOT_REACHABLE,
                    "The issuer cannot sign in anybody now (status %d); try again."
                            .formatted(status));
        }
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
