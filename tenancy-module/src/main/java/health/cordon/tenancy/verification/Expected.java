package health.cordon.tenancy.verification;

import health.cordon.tenancy.organisation.Organisation;
import health.cordon.tenancy.organisation.Tenant;
import health.cordon.tenancy.routing.TenantDatabase;
import java.util.List;
import java.util.Optional;

/**
 * Where the columns say that new records of an organisation go.
 *
 * @param database none when its ref has no usable URL
 * @param key the KMS key of its objects
 * @param wrapping how its data keys begin
 * @param others databases that should hold none of its new rows
 */
record Expected(
        Tenant tenant,
        boolean dedicated,
        Optional<TenantDatabase> database,
        List<TenantDatabase> others,
        String bucket,
        Optional<String> key,
        String wrapping) {
    String tenantId() {
        return tenant.id().toString();
    }

    Organisation organisation() {
        return tenant.organisation();
    }
}
