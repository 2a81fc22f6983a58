package health.cordon.system.fleet;

import health.cordon.sandbox.home.PortName;
import health.cordon.sandbox.process.Node;
import health.cordon.system.platform.Platform;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What a load balancer does: asks each node whether it is ready, and sends no work to the others.
 */
final class Balancer implements AutoCloseable {
    private static final int POLL_MILLIS = 500;
    private static final int PATIENCE_MILLIS = 2000;
    private static final int UNHEALTHY_AFTER = 3;

    /** One server behind it. */
    static final class Backend {
        private final URI api;
        private final URI health;
        private final AtomicInteger served = new AtomicInteger();
        private volatile boolean ready;
        private volatile int missed;

        private Backend(URI api, URI health) {
            this.api = api;
            this.health = health;
        }

        /** A real balancer, too, gives a node up only after several probes without an answer. */
        private void probe() {
            try {
                var connection = (HttpURLConnection) health.toURL().openConnection();
                connection.setConnectTimeout(PATIENCE_MILLIS);
                connection.setReadTimeout(PATIENCE_MILLIS);
                ready = connection.getResponseCode() == HttpURLConnection.HTTP_OK;
                missed = 0;
            } catch (SocketTimeoutException e) {
                missed++;
                ready = ready && missed < UNHEALTHY_AFTER;
            } catch (IOException e) {
                ready = false;
            }
        }

        URI api() {
            return api;
        }

        boolean ready() {
            return ready;
        }

        int served() {
            return served.get();
        }
    }

    private final List<Backend> backends;
    private final AtomicInteger turn = new AtomicInteger();
    private final ScheduledExecutorService probes = Executors.newScheduledThreadPool(2);

    Balancer(Platform platform, Node second) {
        var sandbox = platform.sandbox();
        backends =
                List.of(
                        new Backend(
                                sandbox.url(PortName.API, "/api/"),
                                sandbox.url(PortName.ADMIN, "/health/ready")),
                        new Backend(
                                second.url(PortName.API, "/api/"),
                                second.url(PortName.ADMIN, "/health/ready")));
        for (var backend : backends) {
            probes.scheduleWithFixedDelay(backend::probe, 0, POLL_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    Backend backend(int number) {
        return backends.get(number);
    }

    /** A node that was ready when it was last asked; the nodes take turns. */
    Backend next() {
        int mine = turn.getAndIncrement();
        for (int i = 0; i < backends.size(); i++) {
            var backend = backends.get(Math.floorMod(mine + i, backends.size()));
            if (backend.ready) {
                backend.served.incrementAndGet();
                return backend;
            }
        }
        throw new IllegalStateException("no node is ready");
    }

    @Override
    public void close() {
        probes.shutdownNow();
    }
}
