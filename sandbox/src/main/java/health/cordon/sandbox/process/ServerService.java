package health.cordon.sandbox.process;

import health.cordon.sandbox.child.ChildLog;
import health.cordon.sandbox.child.ChildSpec;
import health.cordon.sandbox.home.PortName;
import health.cordon.sandbox.home.Ports;
import health.cordon.sandbox.liberty.Liberty;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.List;

record ServerService(String name, Liberty liberty, Ports chosen, ChildLog log) implements Service {
    private static final int LIMIT_MILLIS = 3000;

    @Override
    public List<PortName> ports() {
        return List.of(PortName.API, PortName.ADMIN, PortName.ADMIN_TLS);
    }

    @Override
    public ChildSpec prepare() {
        return liberty.prepare();
    }

    @Override
    public boolean ready() {
        try {
            var url = chosen.url(PortName.ADMIN, "/health/ready").toURL();
            var connection = (HttpURLConnection) url.openConnection();
            connection.setConnectTimeout(LIMIT_MILLIS);
            connection.setReadTimeout(LIMIT_MILLIS);
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public boolean stale() {
        return !liberty.isCurrent();
    }

    @Override
    public boolean hopeless() {
        return liberty.log().hasGivenUp();
    }

    @Override
    public Duration startLimit() {
        return Duration.ofSeconds(120);
    }

    @Override
    public Duration stopLimit() {
        return Duration.ofSeconds(45);
    }

    @Override
    public List<String> trouble() {
        var errors = liberty.log().errors();
        return errors.isEmpty() ? log.tail(3) : errors;
    }
}
