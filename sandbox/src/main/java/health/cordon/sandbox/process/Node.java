package health.cordon.sandbox.process;

import health.cordon.sandbox.child.Children;
import health.cordon.sandbox.home.Home;
import health.cordon.sandbox.home.PortName;
import health.cordon.sandbox.home.Ports;
import health.cordon.sandbox.liberty.Liberty;
import java.net.URI;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * A further application server beside the first one of a sandbox: a folder, ports and logs of its
 * own, and the same databases, buckets, keys and issuers.
 */
public final class Node {
    static final String SECOND = "server-2";
    private static final List<PortName> ITS_OWN =
            List.of(PortName.API, PortName.ADMIN, PortName.ADMIN_TLS);

    private final Children children;
    private final Ports ports;
    private final Home home;
    private final Liberty liberty;
    private final ServerService service;

    private Node(Children children, Ports ports, Home home, Path project) {
        this.children = children;
        this.ports = ports;
        this.home = home;
        this.liberty = new Liberty(SECOND, home, project);
        this.service = new ServerService(SECOND, liberty, ports, children.log(SECOND));
    }

    /** Its own ports are any free ones, the same at each start. */
    static Node second(Home sandbox, Ports first, Children children, Path project) {
        var home = new Home(sandbox.folder().resolve(SECOND)).create();
        var wishes = new EnumMap<PortName, Integer>(first.numbers());
        ITS_OWN.forEach(name -> wishes.put(name, 0));
        var ports = Ports.choose(home, wishes);
        ports.remember(home);
        return new Node(children, ports, home, project);
    }

    /** Where it keeps its files, {@code home().liberty()} being its user folder. */
    public Home home() {
        return home;
    }

    Ports ports() {
        return ports;
    }

    void start(Consumer<String> progress) {
        new Runner(children, ports, progress).ensure(service);
    }

    /** As an operator does: asks it to end, and waits until it has. */
    public void stop() {
        children.stop(SECOND, service.stopLimit());
    }

    public URI url(PortName name, String path) {
        return ports.url(name, path);
    }

    public OptionalLong pid() {
        return children.running(SECOND).stream().mapToLong(ProcessHandle::pid).findFirst();
    }

    /** What it wrote to its log since its start. */
    public Path messages() {
        return liberty.log().file();
    }
}
