package health.cordon.tenancy.start;

import health.cordon.tenancy.organisation.OrganisationRegistry;
import health.cordon.tenancy.platform.PlatformConfig;
import health.cordon.tenancy.platform.PlatformDatabase;
import health.cordon.tenancy.routing.SharedDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Starts the platform; the container tells each web module, so each step runs once. */
@ApplicationScoped
public class Boot {
    private static final Logger LOG = Logger.getLogger(Boot.class.getName());

    @Inject PlatformConfig config;
    @Inject PlatformDatabase platform;
    @Inject OrganisationRegistry organisations;
    @Inject SharedDatabase shared;
    @Inject Event<PlatformStarted> platformStarted;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final AtomicBoolean serving = new AtomicBoolean();

    void start(@Observes Startup event) {
        if (begun.compareAndSet(false, true)) {
            warnOfJava();
            LOG.log(Level.INFO, "platform database {0}", config.url());
            platform.start();
            platformStarted.fire(new PlatformStarted());
            organisations.start();
            shared.open();
            serving.set(true);
            LOG.log(Level.INFO, "serving {0} organisations", organisations.current().all().size());
        }
    }

    private static void warnOfJava() {
        var arguments = ManagementFactory.getRuntimeMXBean().getInputArguments();
        new JavaOptions(Runtime.version().feature(), arguments).warning().ifPresent(LOG::warning);
    }

    /** Whether every step has been taken. */
    public boolean complete() {
        return serving.get();
    }
}
