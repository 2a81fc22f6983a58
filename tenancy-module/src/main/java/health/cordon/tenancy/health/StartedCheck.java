package health.cordon.tenancy.health;

import health.cordon.tenancy.start.Boot;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Startup;

/** Up once migrations are done and the organisations are known. */
@Startup
@ApplicationScoped
public class StartedCheck implements HealthCheck {
    @Inject Boot boot;

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("started").status(boot.complete()).build();
    }
}
