package health.cordon.sandbox.process;

import health.cordon.sandbox.home.PortName;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a sandbox is to be.
 *
 * @param home where it keeps everything
 * @param project the root of the sources, with the built archive and the server's runtime
 * @param ports wishes; a port that is missing is remembered or usual, 0 is any free one
 * @param server whether the application server is started
 * @param seed whether the sample organisations are made
 * @param environment replaces or adds variables of the application server
 * @param databaseCertificate a folder with {@code certificate.pem} and {@code key.pem}
 */
public record SandboxOptions(
        Path home,
        Path project,
        Map<PortName, Integer> ports,
        boolean server,
        boolean seed,
        Map<String, String> environment,
        Optional<Path> databaseCertificate) {
    public SandboxOptions {
        ports = Map.copyOf(ports);
        environment = Map.copyOf(environment);
    }

    /** Everything, on the usual ports. */
    public static SandboxOptions of(Path home, Path project) {
        return new SandboxOptions(home, project, Map.of(), true, true, Map.of(), Optional.empty());
    }

    public SandboxOptions withPorts(Map<PortName, Integer> wishes) {
        return new SandboxOptions(
                home, project, wishes, server, seed, environment, databaseCertificate);
    }

    /** For tests: several sandboxes side by side. */
    public SandboxOptions withFreePorts() {
        var any = new EnumMap<PortName, Integer>(PortName.class);
        for (var name : PortName.values()) {
            any.put(name, 0);
        }
        return withPorts(any);
    }

    public SandboxOptions withoutServer() {
        return new SandboxOptions(
                home, project, ports, false, false, environment, databaseCertificate);
    }

    public SandboxOptions withoutSeed() {
        return new SandboxOptions(
                home, project, ports, server, false, environment, databaseCertificate);
    }

    public SandboxOptions withEnvironment(Map<String, String> variables) {
        return new SandboxOptions(
                home, project, ports, server, seed, variables, databaseCertificate);
    }

    /** For tests: a database that can be verified. */
    public SandboxOptions withDatabaseCertificate(Path folder) {
        return new SandboxOptions(
                home, project, ports, server, seed, environment, Optional.of(folder));
    }
}
