package health.cordon.tenancy.http;

import java.util.regex.Pattern;

/** Names that callers made up may stand in an answer only if they can hardly be a value. */
final class FieldNames {
    private static final Pattern FORM = Pattern.compile("[A-Za-z][A-Za-z_]{0,39}");

    private FieldNames() {}

    static boolean canBeSaid(String name) {
        return FORM.matcher(name).matches();
    }
}
