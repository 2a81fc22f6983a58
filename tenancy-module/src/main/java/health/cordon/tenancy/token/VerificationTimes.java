package health.cordon.tenancy.token;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.eclipse.microprofile.metrics.Timer;

/**
 * How long it takes to know who asks, as a metric: of tokens seen for the first time, refused ones
 * among them, and of those that are known again.
 */
@ApplicationScoped
public class VerificationTimes {
    static final String TIMER = "cordon_token_verification";

    @Inject MetricRegistry metrics;

    private Timer first;
    private Timer known;

    @PostConstruct
    void start() {
        first = metrics.timer(TIMER, new Tag("token", "first"));
        known = metrics.timer(TIMER, new Tag("token", "known"));
    }

    void note(boolean wasKnown, long nanos) {
        (wasKnown ? known : first).update(Duration.ofNanos(nanos));
    }
}
