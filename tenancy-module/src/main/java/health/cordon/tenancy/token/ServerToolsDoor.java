package health.cordon.tenancy.token;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.util.List;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.StandardMBean;
import org.jspecify.annotations.Nullable;

/** Where the server finds {@link ServerTools}, for as long as the application runs. */
@ApplicationScoped
public class ServerToolsDoor implements ServerToolsMBean {
    private static final ObjectName NAME = name();
    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    @Inject ServerTools tools;

    /** The container tells each web module; the later one opens the same door again. */
    synchronized void open(@Observes Startup event) {
        close();
        try {
            server.registerMBean(new StandardMBean(this, ServerToolsMBean.class), NAME);
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }

    @PreDestroy
    synchronized void close() {
        try {
            if (server.isRegistered(NAME)) {
                server.unregisterMBean(NAME);
            }
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String[] admit(
            String tool,
            String method,
            String[] authorization,
            @Nullable String site,
            @Nullable String traceparent) {
        return tools.admit(tool, method, List.of(authorization), site, traceparent);
    }

    private static ObjectName name() {
        try {
            return new ObjectName("health.cordon:type=ServerTools");
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }
}
