package health.cordon.batch.run;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import javax.naming.NamingException;

/**
 * Starts the watch from within a web module, which the executions then belong to. The server's own
 * tools stop and restart nothing whose module they cannot find, as of a start by an event of CDI.
 */
public class JobWatchStart implements ServletContextListener {
    @Inject JobWatch watch;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        try {
            watch.start();
        } catch (NamingException e) {
            throw new IllegalStateException(e);
        }
    }
}
