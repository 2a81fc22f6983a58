package health.cordon.tenancy.start;

/** Priorities of the observers of the container's start event. */
public final class StartOrder {
    public static final int PLATFORM = 1_000;
    public static final int CLINICAL_SCHEMA = 2_000;
    public static final int SERVING = 3_000;

    private StartOrder() {}
}
