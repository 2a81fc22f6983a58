package health.cordon.sandbox.child;

import health.cordon.cli.outcome.ExitCode;
import health.cordon.cli.outcome.Failure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Ports of this machine's own address. */
public final class Port {
    private static final int ATTEMPTS = 200;
    private static final int LOWEST = 15_000;
    private static final int LOWEST_OF_CLIENTS = 32_000;
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private Port() {}

    /**
     * A port that nobody listens on now, below those that systems hand out to clients: a client
     * that calls a dead server again and again may be given the server's own port, and keep it.
     */
    public static int free() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, LOWEST_OF_CLIENTS);
            if (fault(port) == null) {
                return port;
            }
        }
        throw new IllegalStateException("no port is free");
    }

    /**
     * Waits a moment for a port, because a process that was killed lets go of it a little later.
     *
     * @param option the command-line option that chooses another port
     */
    public static void requireFree(int port, String option, String variable) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        var fault = fault(port);
        while (fault != null && System.nanoTime() < end) {
            LockSupport.parkNanos(PAUSE.toNanos());
            fault = fault(port);
        }
        if (fault != null) {
            throw new Failure(
                    ExitCode.CONFLICT,
                    "Port %d is used by another program; end that program, or choose another port"
                                    .formatted(port)
                            + " with %s or %s.".formatted(option, variable),
                    fault);
        }
    }

    private static @Nullable IOException fault(int port) {
        try (var socket = bound(port)) {
            return socket.getLocalPort() == port ? null : new IOException("another port");
        } catch (IOException e) {
            return e;
        }
    }

    private static ServerSocket bound(int port) throws IOException {
        var socket = new ServerSocket();
        try {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }
}
