package health.cordon.tenancy.settings;

import java.util.Map;

/** Makes endpoint policies for tests. */
public final class EndpointPolicies {
    private EndpointPolicies() {}

    /** Where everything is on this machine. */
    public static EndpointPolicy sandbox() {
        return of(Map.of("ALLOW_LOOPBACK_ENDPOINTS", "true"));
    }

    public static EndpointPolicy of(Map<String, String> settings) {
        return EndpointPolicy.from(new Settings(settings::get));
    }
}
