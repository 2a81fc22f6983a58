package health.cordon.tenancy.organisation;

import java.util.Locale;
import java.util.regex.Pattern;

/** Names a dedicated clinical database, for example {@code acme-eu-west-1}. */
public record ConnectionRef(String value) {
    /** Every URL key starts so; the ref {@code dir} is reserved because this plus DIR is a key. */
    public static final String URL_KEY_PREFIX = "CLINICAL_DB_URL_";

    private static final int MAX_LENGTH = 40;
    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    /**
     * @throws IllegalArgumentException when the form is wrong or the name is reserved
     */
    public ConnectionRef {
        if (value.length() > MAX_LENGTH || !FORM.matcher(value).matches() || value.equals("dir")) {
            throw new IllegalArgumentException("not a connection ref");
        }
    }

    /** The name of the environment variable or file that holds this database's URL. */
    public String urlKey() {
        return URL_KEY_PREFIX + value.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    @Override
    public String toString() {
        return value;
    }
}
