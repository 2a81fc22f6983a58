package health.cordon.cli;

/** Text from elsewhere, without the control characters that could steer a terminal. */
final class Printable {
    private Printable() {}

    static String of(String text) {
        return text.replaceAll("[\\p{Cntrl}&&[^\t]]", "?");
    }
}
