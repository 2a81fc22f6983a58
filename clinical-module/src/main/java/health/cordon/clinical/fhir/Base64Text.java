package health.cordon.clinical.fhir;

/**
 * Whether a text is whole base64. The FHIR library decodes what it can of a text that was cut off,
 * and a report would lose its end unseen.
 */
final class Base64Text {
    private static final int GROUP = 4;
    private static final int MAX_PADDING = 2;

    private Base64Text() {}

    static boolean isWhole(String text) {
        int digits = 0;
        int padding = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '=') {
                padding++;
            } else if (isDigit(c) && padding == 0) {
                digits++;
            } else if (!isSpace(c)) {
                return false;
            }
        }
        return padding <= MAX_PADDING && (digits + padding) % GROUP == 0;
    }

    private static boolean isDigit(char c) {
        return (c >= 'A' && c <= 'Z')
                || (c >= 'a' && c <= 'z')
                || (c >= '0' && c <= '9')
                || c == '+'
                || c == '/';
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }
}
