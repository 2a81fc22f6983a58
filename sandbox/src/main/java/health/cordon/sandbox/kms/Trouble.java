package health.cordon.sandbox.kms;

import java.util.Locale;

/** What ails a key where a test or a demonstration asks so; the wire names are in lower case. */
enum Trouble {
    /** No answer at all. */
    HANGS,
    /** Too many calls, however few they are. */
    THROTTLES,
    /** The service's own failure. */
    FAILS;

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Trouble of(String wireName) {
        for (var trouble : values()) {
            if (trouble.wireName().equals(wireName)) {
                return trouble;
            }
        }
        throw KmsFault.invalid("There is no such trouble.");
    }
}
