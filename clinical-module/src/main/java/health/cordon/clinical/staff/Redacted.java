package health.cordon.clinical.staff;

/** What stands in place of a value that identifies, also where there is no value. */
final class Redacted {
    static final String TEXT = "[redacted]";

    private Redacted() {}
}
