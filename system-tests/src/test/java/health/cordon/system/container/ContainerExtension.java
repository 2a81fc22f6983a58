package health.cordon.system.container;

import org.jboss.arquillian.core.api.annotation.Observes;
import org.jboss.arquillian.core.api.event.ManagerStarted;
import org.jboss.arquillian.core.api.event.ManagerStopping;
import org.jboss.arquillian.core.spi.LoadableExtension;

/** Starts what the server needs before Arquillian reads how to start the server. */
public final class ContainerExtension implements LoadableExtension {
    private static final int FIRST = 1_000;
    private static final int LAST = -1_000;

    @Override
    public void register(ExtensionBuilder builder) {
        builder.observer(Preparation.class);
    }

    /** Made by Arquillian. */
    public static final class Preparation {
        void start(@Observes(precedence = FIRST) ManagerStarted event) {
            ContainerSurroundings.start();
        }

        void end(@Observes(precedence = LAST) ManagerStopping event) {
            ContainerSurroundings.end();
        }
    }
}
