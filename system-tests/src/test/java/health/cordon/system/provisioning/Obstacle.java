package health.cordon.system.provisioning;

import health.cordon.sandbox.home.Home;
import health.cordon.system.platform.Database;
import health.cordon.system.platform.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What stands in the way of one step.
 *
 * @param step at which a provisioning stops
 * @param name tells two of a step apart
 */
record Obstacle(String step, String name, Runnable put, Runnable remove) {
    private static final String ACCOUNT = "cordon_provisioner@'127.0.0.1'";

    /** In the order in which a provisioning with everything of its own meets them. */
    static List<Obstacle> all(Platform platform, Fleet fleet, String slug) {
        var database = platform.platformDatabase();
        return List.of(
                trigger(
                        database,
                        "organisation",
                        "INSERT ON organisation",
                        "NEW.slug = '%s'".formatted(slug)),
                trigger(
                        database,
                        "place",
                        "INSERT ON server_database",
                        "NEW.organisation_id = (SELECT organisation_id FROM provisioning WHERE slug = '%s')"
                                .formatted(slug)),
                new Obstacle(
                        "database",
                        "the account of the server is locked",
                        () ->
                                platform.sharedDatabase()
                                        .execute("ALTER USER %s ACCOUNT LOCK".formatted(ACCOUNT)),
                        () ->
                                platform.sharedDatabase()
                                        .execute(
                                                "ALTER USER %s ACCOUNT UNLOCK".formatted(ACCOUNT))),
                new Obstacle(
                        "schema",
                        "a table of another kind is there",
                        () ->
                                foreignTable(
                                        platform, fleet, slug, "CREATE TABLE %s.patient (a INT)"),
                        () -> foreignTable(platform, fleet, slug, "DROP TABLE %s.patient")),
                denied(platform, "key", "CreateKey"),
                denied(platform, "key", "CreateAlias"),
                new Obstacle(
                        "bucket",
                        "a file is in its place",
                        () -> file(platform, fleet, slug, true),
                        () -> file(platform, fleet, slug, false)),
                trigger(
                        database,
                        "isolation",
                        "UPDATE ON organisation",
                        "NEW.slug = '%s' AND NEW.clinical_db_connection_ref IS NOT NULL"
                                .formatted(slug)),
                trigger(
                        database,
                        "verification",
                        "INSERT ON verification",
                        "NEW.organisation_id = (SELECT id FROM organisation WHERE slug = '%s')"
                                .formatted(slug)));
    }

    private static Obstacle denied(Platform platform, String step, String action) {
        return new Obstacle(
                step,
                action + " is denied",
                () -> {
                    try (var keys = platform.keys()) {
                        keys.deny(action, "*");
                    }
                },
                () -> {
                    try (var keys = platform.keys()) {
                        keys.allow(action, "*");
                    }
                });
    }

    private static Obstacle trigger(Database database, String step, String on, String when) {
        var name = "obstacle_" + step;
        return new Obstacle(
                step,
                "the platform database refuses",
                () ->
                        database.execute(
                                ("CREATE TRIGGER %s BEFORE %s FOR EACH ROW IF %s THEN"
                                                + " SIGNAL SQLSTATE '45001'; END IF")
                                        .formatted(name, on, when)),
                () -> database.execute("DROP TRIGGER " + name));
    }

    private static void foreignTable(Platform platform, Fleet fleet, String slug, String sql) {
        var ref =
                platform.platformDatabase()
                        .value(
                                "SELECT ref FROM server_database WHERE organisation_id = '%s'"
                                        .formatted(fleet.progress(slug).text("id")));
        var name = Fleet.database(ref);
        platform.sharedDatabase().execute("CREATE DATABASE IF NOT EXISTS " + name);
        platform.sharedDatabase().execute(sql.formatted(name));
    }

    private static void file(Platform platform, Fleet fleet, String slug, boolean there) {
        var id = fleet.progress(slug).text("id").replace("-", "");
        var place = buckets(platform).resolve("cordon-%s-%s".formatted(slug, id.substring(20)));
        try {
            if (there) {
                Files.writeString(place, "");
            } else {
                Files.delete(place);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path buckets(Platform platform) {
        Home home = platform.sandbox().home();
        return home.folder().resolve("s3");
    }

    @Override
    public String toString() {
        return step + ": " + name;
    }
}
