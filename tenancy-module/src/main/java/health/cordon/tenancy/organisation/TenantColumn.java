package health.cordon.tenancy.organisation;

/** The column that says whose a clinical row is, and how its value reaches EclipseLink. */
public final class TenantColumn {
    public static final String NAME = "tenant_id";

    /** Set on every entity manager; EclipseLink refuses to work without it. */
    public static final String PROPERTY = "cordon.tenant";

    private TenantColumn() {}
}
