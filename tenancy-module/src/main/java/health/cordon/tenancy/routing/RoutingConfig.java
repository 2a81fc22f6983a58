package health.cordon.tenancy.routing;

import health.cordon.tenancy.database.DatabaseUrl;
import health.cordon.tenancy.settings.EndpointPolicy;
import health.cordon.tenancy.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * @param shared the clinical database of all organisations without one of their own
 * @param urlDirectory holds one file per ref, read again at each refresh
 * @param fallback what happens when a ref has no URL
 * @param perOrganisation the kill switch: when false, everything is shared
 * @param sharedPoolSize the most connections a node holds to the shared database
 * @param dedicatedPoolSize the most connections a node holds to each dedicated database
 * @param checkout how long a request waits for a connection
 * @param idle a dedicated unit unused for so long is closed
 * @param maxUnits the most dedicated units that are open at once
 * @param upkeep how often the open databases are looked at
 */
public record RoutingConfig(
        DatabaseUrl shared,
        Optional<Path> urlDirectory,
        Fallback fallback,
        boolean perOrganisation,
        int sharedPoolSize,
        int dedicatedPoolSize,
        Duration checkout,
        Duration idle,
        int maxUnits,
        Duration upkeep) {

    public static RoutingConfig from(Settings settings, EndpointPolicy endpoints) {
        return new RoutingConfig(
                settings.required(
                        "CLINICAL_DB_URL",
                        text -> DatabaseUrl.parse("CLINICAL_DB_URL", text, endpoints),
                        "mysql://user:password@db.example.com:3306/cordon_clinical"),
                settings.optional("CLINICAL_DB_URL_DIR", RoutingConfig::directory),
                settings.withDefault("CLINICAL_DB_FALLBACK", Fallback::parse, Fallback.FIRST_USE),
                settings.flag("FEATURE_PER_ORG_CLINICAL_DB", true),
                (int) settings.number("CLINICAL_DB_POOL_SIZE", 24, 2, 500),
                (int) settings.number("DEDICATED_DB_POOL_SIZE", 8, 1, 100),
                Duration.ofMillis(settings.number("DB_CHECKOUT_MILLIS", 5_000, 250, 60_000)),
                Duration.ofMinutes(settings.number("DEDICATED_DB_IDLE_MINUTES", 30, 1, 1_440)),
                (int) settings.number("DEDICATED_DB_MAX_OPEN", 500, 1, 10_000),
                Duration.ofSeconds(settings.number("CLINICAL_DB_UPKEEP_SECONDS", 60, 5, 3_600)));
    }

    /** Who migrates the shared database at the start; not a part of what serves. */
    public static MigrationAccount migration(Settings settings, EndpointPolicy endpoints) {
        return new MigrationAccount(
                settings.optional(
                        "CLINICAL_DB_MIGRATION_URL",
                        text -> DatabaseUrl.parse("CLINICAL_DB_MIGRATION_URL", text, endpoints)));
    }

    private static Path directory(String text) {
        var path = Path.of(text);
        if (!Files.isDirectory(path) || !Files.isReadable(path)) {
            throw new IllegalArgumentException("give a directory that the server can read.");
        }
        return path;
    }

    /** What to do when an organisation names a database that has no URL. */
    public enum Fallback {
        /** The runbook to the letter: the shared database serves. */
        SHARED,
        /** Shared until a dedicated database has served the organisation once; then refuse. */
        FIRST_USE,
        /** Refuse. */
        REFUSE;

        static Fallback parse(String text) {
            return switch (text) {
                case "shared" -> SHARED;
                case "first-use" -> FIRST_USE;
                case "refuse" -> REFUSE;
                default -> throw new IllegalArgumentException("give shared, first-use or refuse.");
            };
        }
    }
}
