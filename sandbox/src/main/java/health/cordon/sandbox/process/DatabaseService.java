package health.cordon.sandbox.process;

import health.cordon.sandbox.child.ChildLog;
import health.cordon.sandbox.child.ChildSpec;
import health.cordon.sandbox.database.DatabaseServer;
import health.cordon.sandbox.home.PortName;
import java.time.Duration;
import java.util.List;

record DatabaseService(DatabaseServer server, ChildLog log) implements Service {
    @Override
    public String name() {
        return "database";
    }

    @Override
    public List<PortName> ports() {
        return List.of(PortName.DB);
    }

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
