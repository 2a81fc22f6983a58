package health.cordon.provisioning.server;

import health.cordon.tenancy.database.DatabaseUrl;
import java.util.regex.Pattern;

/** The URL of a server, in which no database need be named. */
public final class ServerUrl {
    private static final Pattern WITHOUT_DATABASE = Pattern.compile("([^?]*//[^/?]*)/?(\\?.*)?");

    /** Of the rights that probes and databases need. */
    private static final String ANY = "/mysql";

    private ServerUrl() {}

    /** The text with a database, as {@link DatabaseUrl} wants it. */
    public static String complete(String text) {
        var match = WITHOUT_DATABASE.matcher(text);
        return match.matches()
                ? match.group(1) + ANY + (match.group(2) == null ? "" : match.group(2))
                : text;
    }
}
