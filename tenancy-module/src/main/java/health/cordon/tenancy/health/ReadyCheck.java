package health.cordon.tenancy.health;

import health.cordon.tenancy.drain.Drain;
import health.cordon.tenancy.organisation.OrganisationRegistry;
import health.cordon.tenancy.start.Boot;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready while this node's view of the organisations is fresh. One tenant's dead database does not
 * take a node out of service; an operator does, by {@link Drain}.
 */
@Readiness
@ApplicationScoped
public class ReadyCheck implements HealthCheck {
    private static final Duration STALE = Duration.ofMinutes(5);

    @Inject Boot boot;
    @Inject OrganisationRegistry organisations;
    @Inject Drain drain;

    @Override
    public HealthCheckResponse call() {
        boolean fresh =
                Duration.between(organisations.refreshedAt(), Instant.now()).compareTo(STALE) < 0;
        return HealthCheckResponse.named("ready")
                .status(boot.complete() && fresh && !drain.requested())
                .build();
    }
}
