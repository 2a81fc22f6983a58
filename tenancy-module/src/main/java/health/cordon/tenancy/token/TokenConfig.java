package health.cordon.tenancy.token;

import health.cordon.tenancy.settings.EndpointPolicy;
import health.cordon.tenancy.settings.Settings;
import java.net.URI;
import java.time.Duration;

/**
 * @param platformIssuer issues tokens with platform roles
 * @param tenantIssuer issues tokens for organisations without an issuer of their own
 * @param audience must be among a token's audiences
 * @param tenantClaim names the claim with the organisation's id or slug
 * @param roleNames what tokens call the roles
 * @param longestToken from a token's issue to its end
 * @param endpoints where an organisation's own issuer may be
 */
public record TokenConfig(
        URI platformIssuer,
        URI tenantIssuer,
        String audience,
        String tenantClaim,
        RoleNames roleNames,
        Duration longestToken,
        EndpointPolicy endpoints) {

    public static TokenConfig from(Settings settings, EndpointPolicy endpoints) {
        var config =
                new TokenConfig(
                        issuer(settings, endpoints, "PLATFORM_ISSUER", "platform"),
                        issuer(settings, endpoints, "TENANT_ISSUER", "tenants"),
                        settings.withDefault("TOKEN_AUDIENCE", text -> text, "cordon"),
                        settings.withDefault("TENANT_CLAIM", text -> text, "tenant_id"),
                        settings.withDefault("ROLE_NAMES", RoleNames::parse, RoleNames.BUILT_IN),
                        Duration.ofMinutes(settings.number("TOKEN_MAX_MINUTES", 1_440, 5, 10_080)),
                        endpoints);
        if (config.platformIssuer.equals(config.tenantIssuer)) {
            settings.fault(
                    "PLATFORM_ISSUER and TENANT_ISSUER are the same; give each its own realm.");
        }
        return config;
    }

    /**
     * The address of an issuer that an organisation is to have.
     *
     * @throws IllegalArgumentException with a sentence that says what to give instead
     */
    public URI issuerOfOrganisation(String text) {
        var issuer = endpoints.laterEndpoint(text);
        if (issuer.equals(platformIssuer) || issuer.equals(tenantIssuer)) {
            throw new IllegalArgumentException("the platform's issuers are nobody's own.");
        }
        if (text.endsWith("/") || issuer.getQuery() != null) {
            throw new IllegalArgumentException("give it without a query or a slash at its end.");
        }
        return issuer;
    }

    private static URI issuer(
            Settings settings, EndpointPolicy endpoints, String key, String realm) {
        return settings.required(
                key, text -> endpoints.endpoint(key, text), "https://id.example.com/" + realm);
    }
}
