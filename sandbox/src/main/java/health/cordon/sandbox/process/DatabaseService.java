package health.cordon.sandbox.process;

import health.cordon.sandbox.child.ChildLog;
import health.cordon.sandbox.child.ChildSpec;
import health.cordon.sandbox.database.DatabaseServer;
import health.cordon.sandbox.home.PortName;
import java.time.Duration;
import java.util.List;

/**
 * A database server.
 *
 * @param ports that somebody may choose; a further one has a port of its own
 */
record DatabaseService(String name, List<PortName> ports, DatabaseServer server, ChildLog log)
        implements Service {
    static final String FIRST = "database";

    @Override
    public ChildSpec prepare() {
        return server.prepare();
    }

    @Override
    public boolean ready() {
        return server.dba().answers();
    }

    /** Long, because after a crash it first repeats what its log says. */
    @Override
    public Duration startLimit() {
        return Duration.ofSeconds(120);
    }

    @Override
    public Duration stopLimit() {
        return Duration.ofSeconds(30);
    }

    @Override
    public List<String> trouble() {
        return log.tail(20).stream().filter(line -> line.contains("[ERROR]")).limit(3).toList();
    }
}
