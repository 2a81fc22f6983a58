package health.cordon.tenancy.context;

import health.cordon.tenancy.organisation.Tenant;

/**
 * For whom, by whom, and as part of which request.
 *
 * @param actor the token's subject
 * @param role the token's roles
 * @param traceId the correlation id
 * @param canary whether this work sees and makes canaries, and nothing else
 */
public record Binding(Tenant tenant, String actor, String role, String traceId, boolean canary) {
    /** Work on records that are meant. */
    public Binding(Tenant tenant, String actor, String role, String traceId) {
        this(tenant, actor, role, traceId, false);
    }

    Binding forCanaries() {
        return new Binding(tenant, actor, role, traceId, true);
    }
}
