package health.cordon.tenancy.context;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Timer;

/**
 * How long it takes to bind a verified caller's tenant, as a metric: from the caller to the work
 * that may begin. Refused requests are not among them.
 */
@ApplicationScoped
public class BindingTimes {
    static final String TIMER = "cordon_tenant_binding";

    @Inject MetricRegistry metrics;

    private Timer timer;

    @PostConstruct
    void start() {
        timer = metrics.timer(TIMER);
    }

    void note(long nanos) {
        timer.update(Duration.ofNanos(nanos));
    }
}
