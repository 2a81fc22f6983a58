package health.cordon.tenancy.settings;

/**
 * A room of another module that reads keys. It is asked at the start, together with all others, so
 * that its faults are named among theirs and nothing serves with a key that nobody looked at.
 */
public interface ConfiguredRoom {
    /** Reads and keeps; faults go to {@code settings}, which the caller checks. */
    void read(Settings settings);
}
