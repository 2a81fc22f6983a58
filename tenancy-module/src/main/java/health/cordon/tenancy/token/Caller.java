package health.cordon.tenancy.token;

import java.security.Principal;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A verified caller.
 *
 * @param platform whether the platform's issuer vouches for it
 * @param tenants the organisations, by id or slug, that its token names; none for the platform
 */
public record Caller(String subject, boolean platform, Set<String> roles, List<String> tenants)
        implements Principal {
    @Override
    public String getName() {
        return subject;
    }

    /** The roles in a fixed order, for the audit trail. */
    public String rolesText() {
        return String.join(",", new TreeSet<>(roles));
    }
}
