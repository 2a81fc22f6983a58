package health.cordon.tenancy.routing;

import health.cordon.tenancy.settings.EndpointPolicy;
import health.cordon.tenancy.settings.Settings;
import java.util.HashMap;
import java.util.Map;

/** Routing configurations for tests: a database on this machine, and what a test changes. */
public final class RoutingConfigs {
    private RoutingConfigs() {}

    public static RoutingConfig of(Map<String, String> changes) {
        var values = new HashMap<>(Map.of("CLINICAL_DB_URL", "mysql://u:p@127.0.0.1:1/shared"));
        values.putAll(changes);
        var settings = new Settings(values::get);
        var config = RoutingConfig.from(settings, EndpointPolicy.from(settings));
        settings.check();
        return config;
    }
}
