package health.cordon.cli;

import health.cordon.cli.outcome.Failure;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Tells of each step of a provisioning while somebody waits for its end. */
final class ProvisioningSteps implements AutoCloseable {
    private static final long EVERY_MILLIS = 400;

    private final Organisations organisations;
    private final String slug;
    private final Set<String> told = new HashSet<>();
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(
                    task -> {
                        var thread = new Thread(task, "provisioning-steps");
                        thread.setDaemon(true);
                        return thread;
                    });

    ProvisioningSteps(Organisations organisations, String slug, Output output) {
        this.organisations = organisations;
        this.slug = slug;
        // What an earlier try has left behind is not this one's.
        look(line -> {});
        clock.scheduleWithFixedDelay(
                () -> look(output::progress), EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private synchronized void look(Consumer<String> listener) {
        try {
            for (var step : organisations.provisioning(slug).path("steps")) {
                var line =
                        "%-14s %s %s"
                                .formatted(
                                        step.path("name").asText(),
                                        step.path("state").asText(),
                                        step.path("evidence").asText())
                                .strip();
                if (told.add(line)) {
                    listener.accept(line);
                }
            }
        } catch (Failure e) {
            // Before its begin there is nothing to tell; who asked hears of the rest.
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
