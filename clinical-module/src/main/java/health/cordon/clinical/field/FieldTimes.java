package health.cordon.clinical.field;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.function.Supplier;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.eclipse.microprofile.metrics.Timer;

/** How long it takes to seal and index, or to open, the fields of one patient, as a metric. */
@ApplicationScoped
public class FieldTimes {
    static final String TIMER = "cordon_patient_fields";

    @Inject MetricRegistry metrics;

    private Timer seal;
    private Timer open;

    @PostConstruct
    void start() {
        seal = metrics.timer(TIMER, new Tag("work", "seal"));
        open = metrics.timer(TIMER, new Tag("work", "open"));
    }

    public void seal(Runnable work) {
        long begin = System.nanoTime();
        work.run();
        seal.update(Duration.ofNanos(System.nanoTime() - begin));
    }

    public <T> T open(Supplier<T> work) {
        long begin = System.nanoTime();
        var opened = work.get();
        open.update(Duration.ofNanos(System.nanoTime() - begin));
        return opened;
    }
}
