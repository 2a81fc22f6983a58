package health.cordon.provisioning.fleet;

import health.cordon.tenancy.database.DatabaseUrl;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.stream.Collectors;

/**
 * How a new database is reached: names and passwords that nobody chose.
 *
 * @param runtime of the account that will serve
 * @param migration of the account that will migrate
 */
record PlaceUrls(String ref, String runtime, String migration) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int NAME_BYTES = 6;
    private static final int PASSWORD_BYTES = 24;

    /**
     * @param server what its account is reached by; the database is reached in the same way
     */
    static PlaceUrls on(DatabaseUrl server) {
        var hex = hex(NAME_BYTES);
        var database = "cordon_p_" + hex;
        return new PlaceUrls(
                "p-" + hex,
                text(server, database, database + "_app"),
                text(server, database, database));
    }

    private static String text(DatabaseUrl server, String database, String user) {
        var properties =
                server.properties().entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + encoded(entry.getValue()))
                        .collect(Collectors.joining("&"));
        return "mysql://%s:%s@%s:%d/%s?%s"
                .formatted(
                        user,
                        hex(PASSWORD_BYTES),
                        server.host(),
                        server.port(),
                        database,
                        properties);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String hex(int bytes) {
        var random = new byte[bytes];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    /** Never a URL. */
    @Override
    public String toString() {
        return ref;
    }
}
