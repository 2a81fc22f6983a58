package health.cordon.provisioning.fleet;

import health.cordon.tenancy.database.DatabaseUrl;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.stream.Collectors;

/** The URL of an account that is about to be made, with a password that nobody has seen. */
public final class NewAccount {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int PASSWORD_BYTES = 24;

    private NewAccount() {}

    /**
     * With what the server wants of a connection.
     *
     * @param server on which it is made
     */
    public static String text(DatabaseUrl server, String database, String user) {
        var properties =
                server.properties().entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + encoded(entry.getValue()))
                        .collect(Collectors.joining("&"));
        return "mysql://%s:%s@%s:%d/%s?%s"
                .formatted(user, password(), server.host(), server.port(), database, properties);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String password() {
        var random = new byte[PASSWORD_BYTES];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
