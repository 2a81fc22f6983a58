package health.cordon.sandbox.process;

import health.cordon.sandbox.child.ChildLog;
import health.cordon.sandbox.child.ChildSpec;
import health.cordon.sandbox.home.Home;
import health.cordon.sandbox.home.PortName;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** S3, KMS or the issuer: this very program, asked to serve, in a small Java machine of its own. */
record StandIn(PortName portName, int port, Home home, ChildLog log) implements Service {
    private static final int MILLIS = 500;

    @Override
    public String name() {
        return portName.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public List<PortName> ports() {
        return List.of(portName);
    }

    @Override
    public ChildSpec prepare() {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var memory = portName == PortName.S3 ? "-Xmx256m" : "-Xmx96m";
        return new ChildSpec(
                name(),
                List.of(
                        java,
                        memory,
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "health.cordon.sandbox.Main",
                        "serve",
                        name(),
                        home.folder().toString(),
                        Integer.toString(port)),
                Map.of(),
                Path.of("").toAbsolutePath());
    }

    /** It holds its port before it has opened its data; it answers afterwards, whatever it says. */
    @Override
    public boolean ready() {
        try {
            var http = (HttpURLConnection) address().toURL().openConnection();
            http.setConnectTimeout(MILLIS);
            http.setReadTimeout(MILLIS);
            return http.getResponseCode() > 0;
        } catch (IOException e) {
            return false;
        }
    }

    private URI address() {
        return URI.create("http://127.0.0.1:" + port + "/");
    }

    @Override
    public Duration startLimit() {
        return Duration.ofSeconds(60);
    }

    @Override
    public Duration stopLimit() {
        return Duration.ofSeconds(10);
    }

    @Override
    public List<String> trouble() {
        return log.tail(3);
    }
}
