package health.cordon.tenancy.keys;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.eclipse.microprofile.metrics.Timer;

/**
 * How calls of KMS end, and how long those take that are made, repetitions included. Keys and
 * tenants are not told apart here: the log names the key.
 */
@ApplicationScoped
public class KmsTimes {
    static final String COUNTER = "cordon_kms_calls_total";
    static final String TIMER = "cordon_kms_call";

    @Inject MetricRegistry metrics;

    private final Map<KmsAction, Map<KmsOutcome, Counter>> counters =
            new EnumMap<>(KmsAction.class);
    private final Map<KmsAction, Timer> timers = new EnumMap<>(KmsAction.class);

    @PostConstruct
    void start() {
        for (var action : KmsAction.values()) {
            var tag = new Tag("action", action.label());
            timers.put(action, metrics.timer(TIMER, tag));
            var byOutcome = new EnumMap<KmsOutcome, Counter>(KmsOutcome.class);
            for (var outcome : KmsOutcome.values()) {
                byOutcome.put(
                        outcome,
                        metrics.counter(COUNTER, tag, new Tag("outcome", outcome.label())));
            }
            counters.put(action, byOutcome);
        }
    }

    void note(KmsAction action, KmsOutcome outcome, long nanos) {
        Objects.requireNonNull(Objects.requireNonNull(counters.get(action)).get(outcome)).inc();
        if (outcome.wasAsked()) {
            Objects.requireNonNull(timers.get(action)).update(Duration.ofNanos(nanos));
        }
    }
}
