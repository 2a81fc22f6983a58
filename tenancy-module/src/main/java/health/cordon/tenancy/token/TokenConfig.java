package health.cordon.tenancy.token;

import health.cordon.tenancy.settings.EndpointPolicy;
import health.cordon.tenancy.settings.Settings;
import java.net.URI;

/**
 * @param platformIssuer issues tokens with platform roles
 * @param tenantIssuer issues tokens for organisations
 * @param audience must be among a token's audiences
 * @param tenantClaim names the claim with the organisation's id or slug
 */
public record TokenConfig(
        URI platformIssuer, URI tenantIssuer, String audience, String tenantClaim) {

    public static TokenConfig from(Settings settings, EndpointPolicy endpoints) {
        var config =
                new TokenConfig(
                        issuer(settings, endpoints, "PLATFORM_ISSUER", "platform"),
                        issuer(settings, endpoints, "TENANT_ISSUER", "tenants"),
                        settings.withDefault("TOKEN_AUDIENCE", text -> text, "cordon"),
                        settings.withDefault("TENANT_CLAIM", text -> text, "tenant_id"));
        if (config.platformIssuer.equals(config.tenantIssuer)) {
            settings.fault(
                    "PLATFORM_ISSUER and TENANT_ISSUER are the same; give each its own realm.");
        }
        return config;
    }

    private static URI issuer(
            Settings settings, EndpointPolicy endpoints, String key, String realm) {
        return settings.required(
                key, text -> endpoints.endpoint(key, text), "https://id.example.com/" + realm);
    }
}
