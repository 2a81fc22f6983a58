package health.cordon.tenancy.platform;

import health.cordon.tenancy.database.DatabaseUrl;
import health.cordon.tenancy.settings.EndpointPolicy;
import health.cordon.tenancy.settings.Settings;

/**
 * @param url the platform database
 * @param poolSize the most connections a node holds to it
 */
public record PlatformConfig(DatabaseUrl url, int poolSize) {
    private static final int POOL_SIZE = 8;

    public static PlatformConfig from(Settings settings, EndpointPolicy endpoints) {
        return new PlatformConfig(
                settings.required(
                        "PLATFORM_DB_URL",
                        text -> DatabaseUrl.parse("PLATFORM_DB_URL", text, endpoints),
                        "mysql://user:password@db.example.com:3306/cordon_platform"),
                (int) settings.number("PLATFORM_DB_POOL_SIZE", POOL_SIZE, 2, 100));
    }
}
