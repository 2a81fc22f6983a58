package health.cordon.tenancy.database;

import health.cordon.tenancy.settings.Addresses;
import health.cordon.tenancy.settings.EndpointPolicy;
import health.cordon.tenancy.settings.Settings;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a database is and who we are there.
 *
 * <p>Accepts {@code mysql://user:pass@host:3306/db} and {@code jdbc:mysql://…}; user, password and
 * database are percent-decoded. Only a short list of driver properties may follow, because some of
 * the driver's others read local files or load classes.
 *
 * @param key names it in the log
 */
public record DatabaseUrl(
        String key,
        String host,
        int port,
        String database,
        String user,
        String password,
        Map<String, String> properties) {

    private static final int DEFAULT_PORT = 3306;
    private static final int MAX_PORT = 65_535;
    private static final Pattern DATABASE = Pattern.compile("[A-Za-z0-9_$-]{1,64}");
    private static final Set<String> ALLOWED =
            Set.of(
                    "sslMode",
                    "trustCertificateKeyStoreUrl",
                    "trustCertificateKeyStoreType",
                    "trustCertificateKeyStorePassword",
                    "connectTimeout",
                    "socketTimeout");
    private static final String VERIFIED = "VERIFY_IDENTITY";
    private static final Set<String> MODES =
            Set.of("VERIFY_IDENTITY", "VERIFY_CA", "PREFERRED", "REQUIRED", "DISABLED");
    private static final Pattern MILLISECONDS =
            Pattern.compile("[1-5][0-9]{0,5}|600000|[6-9][0-9]{0,4}");

    /**
     * @throws IllegalArgumentException with a sentence that never quotes the URL
     */
    public static DatabaseUrl parse(String text) {
        return parse("the database URL", text);
    }

    /** The same, with the name of the key in which it stands. */
    public static DatabaseUrl parse(String key, String text) {
        Settings.filledIn(text);
        var uri = uri(text.startsWith("jdbc:") ? text.substring("jdbc:".length()) : text);
        if (!"mysql".equals(uri.getScheme()) || uri.getHost() == null) {
            throw invalid();
        }
        var properties = properties(uri.getRawQuery());
        var userInfo = uri.getRawUserInfo() == null ? "" : uri.getRawUserInfo();
        int colon = userInfo.indexOf(':');
        if (colon < 1) {
            throw invalid();
        }
        Addresses.requireRoutable(uri.getHost());
        return new DatabaseUrl(
                key,
                uri.getHost(),
                port(uri.getPort()),
                databaseName(uri.getRawPath()),
                decode(userInfo.substring(0, colon)),
                decode(userInfo.substring(colon + 1)),
                withTls(uri.getHost(), properties));
    }

    /** Parses and notes the host for the endpoint policy. */
    public static DatabaseUrl parse(String key, String text, EndpointPolicy endpoints) {
        var url = parse(key, text);
        endpoints.saw(key, url.host());
        return url;
    }

    /** The driver's form, without credentials. */
    public String jdbcUrl() {
        return serverUrl() + database;
    }

    /** The same without the database. */
    String serverUrl() {
        return "jdbc:mysql://" + host + ":" + port + "/";
    }

    /** True when the database is on this machine. */
    public boolean isLoopback() {
        return EndpointPolicy.isLoopback(host);
    }

    /** Changes whenever anything of the URL does; says nothing about it. */
    public String fingerprint() {
        return Fingerprint.of(jdbcUrl(), user, password, properties.toString());
    }

    /** Never shows credentials: this ends up in logs. */
    @Override
    public String toString() {
        return "mysql://…@" + host + ":" + port + "/" + database;
    }

    private static Map<String, String> withTls(String host, Map<String, String> properties) {
        boolean loopback = EndpointPolicy.isLoopback(host);
        properties.putIfAbsent("sslMode", loopback ? "PREFERRED" : VERIFIED);
        if (!loopback && !VERIFIED.equals(properties.get("sslMode"))) {
            throw new IllegalArgumentException(
                    "sslMode must be VERIFY_IDENTITY, or left out, for a database on another"
                            + " machine.");
        }
        return Map.copyOf(properties);
    }

    private static Map<String, String> properties(@Nullable String query) {
        var properties = new TreeMap<String, String>();
        if (query == null || query.isEmpty()) {
            return properties;
        }
        for (var pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            var name = equals < 0 ? pair : pair.substring(0, equals);
            if (equals < 0 || !ALLOWED.contains(name)) {
                throw new IllegalArgumentException(
                        "the only properties that may follow the database are "
                                + String.join(", ", new java.util.TreeSet<>(ALLOWED))
                                + ".");
            }
            properties.put(name, value(name, decode(pair.substring(equals + 1))));
        }
        return properties;
    }

    /** The driver would tell of a wrong value too, but late, and quote it. */
    private static String value(String name, String text) {
        if (name.endsWith("Timeout") && !MILLISECONDS.matcher(text).matches()) {
            throw new IllegalArgumentException(name + " takes milliseconds, at most 600000.");
        }
        if (name.equals("sslMode") && !MODES.contains(text)) {
            throw new IllegalArgumentException(
                    "sslMode must be VERIFY_IDENTITY, and for a database on this machine can be"
                            + " VERIFY_CA, REQUIRED, PREFERRED or DISABLED.");
        }
        return text;
    }

    private static int port(int given) {
        if (given == 0 || given > MAX_PORT) {
            throw invalid();
        }
        return given < 0 ? DEFAULT_PORT : given;
    }

    private static String databaseName(@Nullable String path) {
        var name = path == null || path.length() < 2 ? "" : decode(path.substring(1));
        if (!DATABASE.matcher(name).matches()) {
            throw invalid();
        }
        return name;
    }

    private static String decode(String text) {
        // URLDecoder reads a plus sign as a space, which a URL's user part does not.
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static URI uri(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            // The cause is left out: its message quotes the URL, password and all.
            throw invalid();
        }
    }

    private static IllegalArgumentException invalid() {
        return new IllegalArgumentException(
                "give it as mysql://user:password@host:3306/database, special characters"
                        + " percent-encoded.");
    }
}
