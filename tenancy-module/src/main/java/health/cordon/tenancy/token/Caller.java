package health.cordon.tenancy.token;

import java.security.Principal;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A verified caller.
 *
 * @param platform whether the platform's issuer vouches for it
 * @param ownIssuer the issuer of its only organisation; {@code null} when the platform's vouches
 * @param tenants the organisations, by id or slug, that its token names; none for the platform
 */
public record Caller(
        String subject,
        boolean platform,
        Set<String> roles,
        List<String> tenants,
        @Nullable String ownIssuer)
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
