package health.cordon.tenancy.routing;

import java.util.Optional;

/**
 * Where rows of an organisation may lie.
 *
 * @param name for people; never a URL
 * @param database nothing where its ref has no URL that can be used
 */
public record TenantPlace(String name, Optional<TenantDatabase> database) {}
