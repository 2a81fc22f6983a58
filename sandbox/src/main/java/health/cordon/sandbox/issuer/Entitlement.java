package health.cordon.sandbox.issuer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a token will say about its bearer. */
record Entitlement(@Nullable String tenant, List<String> roles) {}
