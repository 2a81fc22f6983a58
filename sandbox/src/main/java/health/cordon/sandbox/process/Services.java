package health.cordon.sandbox.process;

import health.cordon.sandbox.child.Children;
import health.cordon.sandbox.database.DatabaseServer;
import health.cordon.sandbox.home.Home;
import health.cordon.sandbox.home.PortName;
import health.cordon.sandbox.home.Ports;
import health.cordon.sandbox.liberty.Liberty;
import java.util.List;
import java.util.stream.Stream;

/** The processes of the sandbox in the order of their start. */
record Services(Service database, List<Service> standIns, Service server) {
    static final String SERVER = "server";

    /** Names in the order of the start; the order in which they end is the reverse. */
    static final List<String> NAMES =
            List.of("database", "s3", "kms", "issuer", SERVER, Node.SECOND);

    static Services of(
            Home home, Ports ports, Children children, DatabaseServer database, Liberty liberty) {
        return new Services(
                new DatabaseService(
                        DatabaseService.FIRST,
                        List.of(PortName.DB),
                        database,
                        children.log(DatabaseService.FIRST)),
                Stream.of(PortName.S3, PortName.KMS, PortName.ISSUER)
                        .<Service>map(name -> standIn(name, home, ports, children))
                        .toList(),
                new ServerService(SERVER, liberty, ports, children.log(SERVER)));
    }

    Stream<Service> all(boolean withServer) {
        return Stream.of(
                        Stream.of(database),
                        standIns.stream(),
                        withServer ? Stream.of(server) : Stream.<Service>empty())
                .flatMap(part -> part);
    }

    private static StandIn standIn(PortName name, Home home, Ports ports, Children children) {
        var log = children.log(name.name().toLowerCase(java.util.Locale.ROOT));
        return new StandIn(name, ports.of(name), home, log);
    }
}
