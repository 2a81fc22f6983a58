package health.cordon.tenancy.context;

import health.cordon.tenancy.organisation.Tenant;

/**
 * For whom, by whom, and as part of which request.
 *
 * @param actor the token's subject
 * @param role the token's roles
 * @param traceId the correlation id
 */
public record Binding(Tenant tenant, String actor, String role, String traceId) {}
