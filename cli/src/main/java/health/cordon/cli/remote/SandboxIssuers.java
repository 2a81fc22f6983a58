package health.cordon.cli.remote;

import health.cordon.cli.outcome.ExitCode;
import health.cordon.cli.outcome.Failure;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Which of a sandbox's issuers speaks for an organisation. */
record SandboxIssuers(Access access, Rest rest) {
    /**
     * Its own, else that of the tenants, which also is the answer while the server is down.
     *
     * @throws Failure when its own is none of this sandbox, which therefore cannot sign in there
     */
    @Nullable URI of(String slug) {
        var own = own(slug);
        if (own.isEmpty()) {
            return access.tenantIssuer();
        }
        var issuer = URI.create(own);
        var sandbox = access.tenantIssuer();
        if (sandbox == null || !Access.origin(sandbox).equals(Access.origin(issuer))) {
            throw new Failure(
                    ExitCode.REFUSED,
                    "%s has an issuer of its own, %s; get a token there, and give it by --token-file."
                            .formatted(slug, Access.origin(issuer)));
        }
        return issuer;
    }

    private String own(String slug) {
        var name = URLEncoder.encode(slug, StandardCharsets.UTF_8).replace("+", "%20");
        try {
            return rest.get(
                            URI.create(access.adminUrl() + "/organisations/" + name),
                            "platform-admin")
                    .body()
                    .path("oidcIssuer")
                    .asText("");
        } catch (Failure e) {
            return "";
        }
    }
}
