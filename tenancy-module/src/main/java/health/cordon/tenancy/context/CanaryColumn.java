package health.cordon.tenancy.context;

/**
 * The column that tells a verification's canary from a record, and how its value reaches
 * EclipseLink. Like the tenant it is set on every entity manager and added to every statement, so
 * no query can forget it: whoever works on records never meets a canary, and the other way round.
 */
public final class CanaryColumn {
    public static final String NAME = "canary";

    public static final String PROPERTY = "cordon.canary";

    private CanaryColumn() {}

    /** As the column holds it. */
    public static Integer value(Binding binding) {
        return binding.canary() ? 1 : 0;
    }
}
